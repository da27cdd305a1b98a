using System.Buffers;
using System.Text;

namespace Crossdock.Planner.Cli.Protocol;

/// <summary>Reads lines of any length from a stream as bytes, without making strings of them.</summary>
internal sealed class Lines(Stream input)
{
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    /// <summary>The next line without its end, or false at the end of the input. Valid until the next call.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        var searched = start;
        while (true)
        {
            var at = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = buffer.AsSpan(start, searched + at - start);
                start = searched + at + 1;
                return true;
            }

            searched = end;
            if (end == buffer.Length)
            {
                var size = end - start;
                var target = start > 0 && size < buffer.Length / 2 ? buffer : new byte[buffer.Length * 2];
                buffer.AsSpan(start, size).CopyTo(target);
                (buffer, start, end, searched) = (target, 0, size, size);
            }

            var read = input.Read(buffer, end, buffer.Length - end);
            if (read <= 0)
            {
                line = buffer.AsSpan(start, end - start);
                var rest = end > start;
                start = end;
                return rest;
            }

            end += read;
        }
    }
}
