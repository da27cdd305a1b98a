using Crossdock.Governance.Tables;

namespace Crossdock.Governance.Tests;

/// <summary>No sequence of edits reaches what one step would not.</summary>
public sealed class SplitChangeTests
{
    private const decimal Tolerance = 1.05m;

    private static readonly string[] Risks = ["low", "high"];

    /// <summary>Half of the moves nudge the amount by a few percent, as somebody does who tries where the wall is; the others set it anew.</summary>
    private static readonly Gen<(int Hundreds, int Percent, int Kind, bool Approve)> AnyMove = Gen.Select(Gen.Int[1, 60], Gen.Int[95, 105], Gen.Int[0, 15], Gen.Bool);

    [Fact]
    public async Task Whatever_the_edits_what_goes_would_go_in_one_step_or_is_within_what_people_approved()
    {
        await using var house = await House.StartAsync(Engine.Sqlite);
        await house.TableAsync(new DraftTableRequest(House.Kind,
            [new("auto", Below: Amount.Of(1000)), new("controller", From: Amount.Of(1000), Below: Amount.Of(4000), Risk: "low, medium, none"),
            new("procurement-manager", From: Amount.Of(1000), Below: Amount.Of(4000), Risk: "high"), new("procurement-manager then controller", From: Amount.Of(4000))],
            Currency: "USD", WindowDays: 0, TolerancePercent: Quantity.Of(5)));
        var documents = 0;
        await AnyMove.Array[2, 14].SampleAsync(async moves =>
        {
            var document = $"D{Interlocked.Increment(ref documents)}";
            Move? approved = null;
            var made = new List<Move>();
            foreach (var (hundreds, percent, kind, approves) in moves)
            {
                var before = made.LastOrDefault();
                var move = before is not null && kind < 8
                    ? before with { Amount = decimal.Round(before.Amount * percent / 100, 2), Approve = approves }
                    : new Move(hundreds * 100m, Risks[kind % 2], kind == 15 ? 1 : 0, approves);
                made.Add(move);
                var verdict = await house.AskAsync(Of(house, document, move));
                if (verdict.Go)
                {
                    var fresh = move.Amount < 1000;
                    var within = approved is not null && approved.Risk == move.Risk && approved.Supplier == move.Supplier && move.Amount <= approved.Amount * Tolerance;
                    Assert.True(fresh || within, $"{document}: {string.Join("; ", made)}");
                    continue;
                }

                Assert.False(approved == move, "What people approved last needs no second word.");
                if (!move.Approve) continue;
                await ApproveAsync(house, verdict.Request!);
                approved = move;
            }
        }, iter: 120, threads: 1);
    }

    [Fact]
    public async Task Whatever_the_split_what_goes_by_rule_within_the_window_stays_below_the_limit()
    {
        await using var house = await House.StartAsync(Engine.Sqlite);
        await house.TableAsync(new DraftTableRequest(House.Kind, [new("auto", Below: Amount.Of(1000)), new("controller", From: Amount.Of(1000))], Currency: "USD", WindowDays: 3));
        var runs = 0;
        await Gen.Select(Gen.Int[0, 3], Gen.Int[1, 12], Gen.Int[0, 30]).Array[2, 14].SampleAsync(async buys =>
        {
            var run = Interlocked.Increment(ref runs);
            var stands = new Dictionary<string, (decimal Amount, DateTimeOffset At)>();
            foreach (var (which, hundreds, hours) in buys)
            {
                house.Time.Advance(TimeSpan.FromHours(hours));
                var now = house.Time.GetUtcNow();
                var document = $"R{run}-{which}";
                if (!(await house.AskAsync(house.Case(document, hundreds * 100m) with { Group = $"supplier:{run}" })).Go) continue;
                stands[document] = (hundreds * 100m, now);
                Assert.True(stands.Values.Where(s => s.At > now.AddDays(-3)).Sum(s => s.Amount) < 1000, string.Join("; ", buys));
            }
        }, iter: 120, threads: 1);
    }

    private static async Task ApproveAsync(House house, string number)
    {
        foreach (var login in new[] { "pia", "carl" })
            if ((await house.FindAsync(number)).State == ApprovalState.Pending) await house.TryApproveAsync(login, number);
        Assert.Equal(ApprovalState.Approved, (await house.FindAsync(number)).State);
    }

    private static Case Of(House house, string document, Move move) => house.Case(document, move.Amount, $"{move.Risk} {move.Supplier}") with
    {
        Group = $"supplier:{move.Supplier}",
        Attributes = new Dictionary<string, string> { [Dimensions.Risk] = move.Risk },
    };

    private sealed record Move(decimal Amount, string Risk, int Supplier, bool Approve);
}
