using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Storage.Rows;

/// <summary>
/// SHA-256 over an unambiguous encoding: each value is a type byte, and for text and bytes a 32-bit length, in big-endian order.
/// The same rows give the same hash on both engines.
/// </summary>
public sealed class CanonicalHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[4096];
    private int used;

    /// <summary>A value that is absent.</summary>
    public void Null() => Room(1)[0] = 0;

    /// <summary>A whole number.</summary>
    public void Number(long value)
    {
        var room = Room(9);
        room[0] = 1;
        BinaryPrimitives.WriteInt64BigEndian(room[1..], value);
    }

    /// <summary>Text, as UTF-8.</summary>
    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length > 1024)
        {
            Bytes(2, Encoding.UTF8.GetBytes(value));
            return;
        }

        var room = Room(5 + length);
        room[0] = 2;
        BinaryPrimitives.WriteInt32BigEndian(room[1..], length);
        Encoding.UTF8.GetBytes(value, room[5..]);
    }

    /// <summary>Bytes.</summary>
    public void Bytes(byte[] value) => Bytes(3, value);

    /// <summary>The digest; the instance starts anew.</summary>
    public byte[] Finish()
    {
        Flush();
        return hash.GetHashAndReset();
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    private void Bytes(byte kind, byte[] value)
    {
        var room = Room(5);
        room[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(room[1..], value.Length);
        Flush();
        hash.AppendData(value);
    }

    private Span<byte> Room(int size)
    {
        if (used + size > buffer.Length) Flush();
        var room = buffer.AsSpan(used, size);
        used += size;
        return room;
    }

    private void Flush()
    {
        if (used == 0) return;
        hash.AppendData(buffer, 0, used);
        used = 0;
    }
}
