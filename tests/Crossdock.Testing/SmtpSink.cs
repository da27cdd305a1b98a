using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Crossdock.Storage.Mailing;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Crossdock.Testing;

/// <summary>A mail server on this machine that keeps what it takes, and says no where a test wants it.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<MimeMessage> taken = new();
    private readonly Task running;

    /// <summary>Opens it on a free port of the loopback address.</summary>
    public SmtpSink()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Settings = new("127.0.0.1", ((IPEndPoint)free.LocalEndpoint).Port, "buying@firm.example", Encrypted: false, User: null, Password: null);
        }

        var options = new SmtpServerOptionsBuilder().ServerName("sink").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, Settings.Port))).Build();
        var services = new ServiceProvider();
        services.Add(new Store(this));
        running = new SmtpServer.SmtpServer(options, services).StartAsync(stop.Token);
    }

    /// <summary>How the product reaches it.</summary>
    public MailSettings Settings { get; }

    /// <summary>What it has taken, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Taken => [.. taken];

    /// <summary>The answer to the next mails: 250 takes them, 4xx is a no for now, 5xx one for good.</summary>
    public int Answer { get; set; } = 250;

    /// <summary>Waits until so many mails are there.</summary>
    public async Task<IReadOnlyList<MimeMessage>> WaitAsync(int count)
    {
        using var most = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (taken.Count < count) await Task.Delay(50, most.Token);
        return Taken;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        stop.Dispose();
    }

    private sealed class Store(SmtpSink sink) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (sink.Answer != 250) return new SmtpResponse((SmtpReplyCode)sink.Answer, "not today");
            using var bytes = new MemoryStream(buffer.ToArray());
            sink.taken.Enqueue(await MimeMessage.LoadAsync(bytes, cancellationToken));
            return SmtpResponse.Ok;
        }
    }
}
