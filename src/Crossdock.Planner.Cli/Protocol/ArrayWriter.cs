using System.Buffers;
using System.Buffers.Text;

namespace Crossdock.Planner.Cli.Protocol;

/// <summary>Writes rows of numbers as JSON arrays, buffered until flushed.</summary>
internal sealed class ArrayWriter(Stream output)
{
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 14);

    public void Text(ReadOnlySpan<byte> text) => buffer.Write(text);

    /// <summary>One row [a, b] with a comma before it unless it is the first.</summary>
    public void Row(ref bool first, int item, double units)
    {
        Open(ref first);
        Number(item);
        buffer.Write(","u8);
        Number(units);
        buffer.Write("]"u8);
    }

    /// <summary>One row [a, b, c].</summary>
    public void Row(ref bool first, int item, int place, double units)
    {
        Open(ref first);
        Number(item);
        buffer.Write(","u8);
        Number(place);
        buffer.Write(","u8);
        Number(units);
        buffer.Write("]"u8);
    }

    public void Flush()
    {
        if (buffer.WrittenCount == 0) return;
        output.Write(buffer.WrittenSpan);
        output.Flush();
        buffer.ResetWrittenCount();
    }

    private void Open(ref bool first)
    {
        if (!first) buffer.Write(","u8);
        first = false;
        buffer.Write("["u8);
    }

    private void Number(double value)
    {
        Span<byte> text = stackalloc byte[32];
        Utf8Formatter.TryFormat(value, text, out var length);
        buffer.Write(text[..length]);
    }
}
