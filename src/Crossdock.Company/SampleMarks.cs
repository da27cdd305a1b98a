using Crossdock.Company.Replaying;
using Crossdock.Storage.Commit;

namespace Crossdock.Company;

/// <summary>What the database keeps about its sample company: which one, how far it is, whether it is complete.</summary>
internal static class SampleMarks
{
    /// <summary><c>true</c> when the company is complete; then its accounts are offered at the sign-in.</summary>
    public const string Complete = "sample";

    public const string Plan = "sample_plan";

    public const string Day = "sample_day";

    public const string Live = "sample_live";

    public static async Task WriteAsync(CommitStep commits, CancellationToken cancel, params (string Name, string Value)[] marks)
    {
        var caller = new Caller(Staff.Loader) { Use = nameof(MarkSample) };
        if ((await commits.RunAsync(new MarkSample(), new MarkSampleRequest(marks), caller, cancel)).Result.Refused(out var refusal, out _))
            throw new InvalidOperationException($"The sample company cannot be marked: {refusal.Message}");
    }

    private sealed record MarkSampleRequest(IReadOnlyList<(string Name, string Value)> Marks);

    private sealed class MarkSample : IUse<MarkSampleRequest, Done>
    {
        public async Task<Result<Done>> ExecuteAsync(Work work, MarkSampleRequest request, CancellationToken cancel)
        {
            foreach (var (name, value) in request.Marks) await DatabaseSettings.SetAsync(work, name, value, cancel);
            work.Subject = "sample company";
            return Done.Yes;
        }
    }
}
