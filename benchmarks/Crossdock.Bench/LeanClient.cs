using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Crossdock.Bench;

/// <summary>
/// A client that costs next to nothing: one kept connection, requests written as bytes, answers read to their end. The clients of a benchmark
/// run on the product's own cores; what they use up is missing there.
/// </summary>
internal sealed class LeanClient : IDisposable
{
    private readonly TcpClient connection;
    private readonly NetworkStream stream;
    private readonly string head;
    private readonly string key = Guid.NewGuid().ToString("N");
    private readonly byte[] buffer = new byte[65536];
    private long sent;

    private LeanClient(Uri address, string apiKey)
    {
        connection = new TcpClient { NoDelay = true };
        connection.Connect(address.Host, address.Port);
        stream = connection.GetStream();
        head = $" HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {apiKey}\r\nContent-Type: application/json\r\n";
    }

    /// <summary>A client of a new person with this role.</summary>
    public static async Task<LeanClient> AsAsync(CrossdockApp app, string role)
    {
        using var client = await app.AsAsync(role);
        return new(app.Address, client.DefaultRequestHeaders.Authorization!.Parameter!);
    }

    /// <summary>Posts a use under a key of its own; fails with the answer's text when it is refused.</summary>
    public async Task PostAsync(string path, object request)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, Json.Web);
        var text = string.Create(CultureInfo.InvariantCulture, $"POST {path}{head}Idempotency-Key: {key}{sent++}\r\nContent-Length: {body.Length}\r\n\r\n");
        var message = new byte[text.Length + body.Length];
        Encoding.ASCII.GetBytes(text, message);
        body.CopyTo(message, text.Length);
        await stream.WriteAsync(message);
        var length = await ReadAnswerAsync();
        if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 2"u8)) throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, length));
    }

    public void Dispose()
    {
        stream.Dispose();
        connection.Dispose();
    }

    /// <summary>Reads one whole answer into the buffer: up to its length, or to the chunk of nothing that ends it.</summary>
    private async Task<int> ReadAnswerAsync()
    {
        for (var held = 0; ;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(held));
            if (read == 0) throw new IOException("The server closed the connection.");
            held += read;
            if (IsWhole(buffer.AsSpan(0, held))) return held;
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var headers = Encoding.ASCII.GetString(answer[..end]);
        const string name = "\r\nContent-Length: ";
        var at = headers.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return answer.EndsWith("\r\n0\r\n\r\n"u8);
        var line = headers.AsSpan(at + name.Length);
        var stop = line.IndexOf('\r');
        return answer.Length >= end + 4 + int.Parse(stop < 0 ? line : line[..stop], CultureInfo.InvariantCulture);
    }
}
