using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Crossdock.Organisation;

namespace Crossdock.Bench;

/// <summary>The product as a process of its own over the whole sample company: from the start to the first ready answer, idle memory, pages.</summary>
internal static partial class Starting
{
    private static readonly string[] Pages =
    [
        "/", "/items", "/stock", "/stock/movements", "/stock/positions", "/sales-orders", "/purchase-orders", "/receipts", "/shipments", "/transfers", "/books", "/books/lines",
        "/books/open-items", "/proof", "/customer-invoices", "/supplier-invoices",
    ];

    public static async IAsyncEnumerable<Figure> RunAsync(Pace pace)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("crossdock-bench-").FullName;
        try
        {
            await Console.Error.WriteLineAsync("  loading the sample company");
            var clock = Stopwatch.StartNew();
            using (var load = Process(folder, "sample"))
            {
                load.Start();
                await load.WaitForExitAsync();
                if (load.ExitCode != 0) throw new InvalidOperationException("The sample company was not loaded.");
            }

            yield return new("sample company loaded with full postings, Sqlite", "s", clock.Elapsed.TotalSeconds, null, 120);
            var (starts, memory) = (new List<double>(), new List<double>());
            for (var run = 0; run < (pace.Quick ? 3 : 7); run++)
            {
                using var product = await Product.StartAsync(folder);
                starts.Add(product.Ready.TotalSeconds);
                await Task.Delay(TimeSpan.FromSeconds(5));
                memory.Add(product.ResidentMegabytes());
            }

            yield return new("start on the sample company until ready, Sqlite", "s", World.Median(starts), null, 3);
            yield return new("resident memory five seconds after the start, Sqlite", "MB", World.Median(memory), null, 300);
            using var shown = await Product.StartAsync(folder);
            using var client = await shown.SignInAsync("controller");
            var times = new List<double>();
            for (var round = 0; round < (pace.Quick ? 6 : 30); round++)
            {
                foreach (var page in Pages)
                {
                    var started = Stopwatch.GetTimestamp();
                    using var answer = await client.GetAsync(page);
                    await answer.Content.ReadAsByteArrayAsync();
                    if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{page}: {answer.StatusCode}");
                    if (round > 2) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }

            times.Sort();
            yield return new("pages of the controller, one after the other, p95, Sqlite", "ms", times[(int)(times.Count * 0.95)], null, 50);
            yield return new("first page with all it loads, compressed", "KB", await WeightAsync(client) / 1024.0, null, 120);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Bytes on the wire of the start page, its styles, scripts and font.</summary>
    private static async Task<long> WeightAsync(HttpClient client)
    {
        async Task<(long Bytes, string Text)> GetAsync(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.ParseAdd("br, gzip");
            using var answer = await client.SendAsync(request);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            using var plain = await client.GetAsync(address);
            return (bytes.Length, await plain.Content.ReadAsStringAsync());
        }

        var (total, page) = await GetAsync("/");
        foreach (var address in Loaded().Matches(page).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Where(a => !a.EndsWith(".svg", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
            total += (await GetAsync(address.StartsWith('/') ? address : "/" + address)).Bytes;
        return total;
    }

    [GeneratedRegex(@"<(?:link|script)\b[^>]*?\b(?:href|src|data-font)=\x22([^\x22]+\.(?:css|js|woff2))\x22")]
    private static partial Regex Loaded();

    private static Process Process(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Crossdock.Web.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CROSSDOCK_DATA"] = folder;
        start.Environment["CROSSDOCK_DB"] = Path.Combine(folder, "crossdock.db");
        return new() { StartInfo = start };
    }

    /// <summary>A running product.</summary>
    private sealed class Product : IDisposable
    {
        private readonly Process process;
        private readonly Uri address;

        private Product(Process process, Uri address)
        {
            this.process = process;
            this.address = address;
        }

        public TimeSpan Ready { get; private set; }

        public static async Task<Product> StartAsync(string folder)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
            listener.Stop();
            var process = Starting.Process(folder, "serve");
            process.StartInfo.Environment["ASPNETCORE_URLS"] = address.ToString();
            var clock = Stopwatch.StartNew();
            process.Start();
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            var product = new Product(process, address);
            using var client = new HttpClient { BaseAddress = address };
            while (true)
            {
                try
                {
                    using var answer = await client.GetAsync("/health/ready");
                    if (answer.IsSuccessStatusCode) break;
                }
                catch (HttpRequestException) when (clock.Elapsed < TimeSpan.FromMinutes(1))
                {
                    // Not listening yet.
                }

                await Task.Delay(10);
            }

            product.Ready = clock.Elapsed;
            return product;
        }

        public double ResidentMegabytes() =>
            double.Parse(File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

        public async Task<HttpClient> SignInAsync(string role)
        {
            var client = new HttpClient { BaseAddress = address };
            await client.SignInAsync(Roles.Find(role)!);
            return client;
        }

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
