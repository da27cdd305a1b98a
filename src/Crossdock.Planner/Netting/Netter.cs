using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Planner.Netting;

/// <summary>
/// Dated netting of one item-site: demands in order of their day are pegged to stock, then to open supplies in order of theirs (Orlicky 1975); what a supply is pegged to says
/// whether it should come earlier, later, smaller or not at all, and what stays unpegged is served by the ways costed for it, or ordered new. Pure: the same input gives the same
/// proposals.
/// </summary>
public static class Netter
{
    internal const string SafetyStock = "safety stock";
    internal const string BelowZero = "stock below zero";
    private const int MostRounds = 40;

    /// <summary>
    /// All proposals, ordered by day, verb and target. Refused: quantities that are not above zero, an absurd lead time, a multiple below 1, an identity used twice, prices that are no numbers, a way
    /// that only serves one demand for the safety stock.
    /// </summary>
    public static Result<Proposal[]> Net(NettingInput input)
    {
        if (Check(input) is { } no) return no;
        // A supply that moves may change what others are pegged to: the state is followed to where nothing more would be proposed, and what differs from today is proposed.
        var state = input;
        var causes = new Dictionary<string, string>(StringComparer.Ordinal);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var round = 0; round < MostRounds; round++)
        {
            var changes = Pegging.Round(input, state);
            if (changes.Count == 0) break;
            foreach (var change in changes)
            {
                causes[change.Verb == Verb.Split ? change.Identity : change.Target ?? change.Identity] = change.Cause;
                if (change.Verb == Verb.Split) parts[change.Identity] = parts.GetValueOrDefault(change.Target!, change.Target!);
            }

            state = Apply(state, changes);
        }

        return Differences.Between(input, state, causes, parts).OrderBy(p => p.Day).ThenBy(p => p.Verb).ThenBy(p => p.Target, StringComparer.Ordinal).ThenBy(p => p.Identity, StringComparer.Ordinal).ToArray();
    }

    /// <summary>What the item-site looks like once the proposals are carried out; new orders become drafts under their identity.</summary>
    public static NettingInput Apply(NettingInput input, IEnumerable<Proposal> proposals)
    {
        var supplies = input.Supplies.ToDictionary(s => s.Id);
        foreach (var p in proposals.OrderBy(p => p.Verb != Verb.Split))
        {
            if (p.Target is null) supplies[p.Identity] = new(p.Identity, p.Day, p.Quantity, true, Sourced: p.Sourced);
            else if (p.Verb == Verb.Cancel) supplies.Remove(p.Target);
            else if (p.Verb == Verb.Split)
            {
                var whole = supplies[p.Target];
                supplies[p.Target] = whole with { Quantity = whole.Quantity - p.Quantity };
                supplies[p.Identity] = whole with { Id = p.Identity, Day = p.Day, Quantity = p.Quantity };
            }
            else supplies[p.Target] = supplies[p.Target] with { Day = p.Day, Quantity = p.Quantity };
        }

        return input with { Supplies = supplies.Values.ToArray() };
    }

    /// <summary>First day on which something ordered today is there.</summary>
    internal static int LeadDay(NettingInput input, Sourced? how) => how?.Earliest ?? input.Today + input.Rule.LeadTimeDays;

    /// <summary>Bought goods come in lots, others as needed.</summary>
    internal static long Lot(NettingRule rule, Sourced? how, long need) => Sourced.IsBought(how) ? MinMax.Up(Math.Max(need, rule.MinimumOrder), rule.Multiple) : need;

    internal static Proposal Make(NettingInput input, Verb verb, string? target, int day, long quantity, string cause, string why = "") =>
        Make(input, verb, target, day, quantity, cause, null, why);

    internal static Proposal Make(NettingInput input, Verb verb, string? target, int day, long quantity, string cause, Sourced? how, string why = "")
    {
        var kind = target is not null ? verb.ToString() : how is null ? "new" : $"new\u001f{how.Way}\u001f{how.Source}";
        // A cause may ask twice (its quantity grew after the first order): the second order gets the next number.
        var number = 1;
        while (true)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{input.Item}\u001f{input.Site}\u001f{kind}\u001f{target ?? cause}\u001f{number}");
            var identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))[..12]);
            if (Array.TrueForAll(input.Supplies, s => s.Id != identity)) return new(identity, verb, target, day, quantity, cause, why, how);
            number++;
        }
    }

    private static Refusal? Check(NettingInput input)
    {
        var rule = input.Rule;
        if (rule.LeadTimeDays is < 0 or > 3650) return Given.No($"A lead time of {rule.LeadTimeDays} days is absurd; 0 to 3,650 are taken.");
        if (rule.Multiple < 1) return Given.No($"The multiple must be 1 or more, not {rule.Multiple}.");
        if (rule.SafetyStock < 0) return Given.No($"The safety stock must not be negative ({rule.SafetyStock}).");
        if (rule.LotDays < 0 || rule.FenceDays < 0 || rule.MoveThreshold < 0) return Given.No("Days of lots, fences and thresholds must not be negative.");
        if (Given.NotNegative("price of a unit late one day", rule.LateUnitDay) is { } price) return price;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var supply in input.Supplies)
        {
            if (supply.Quantity <= 0) return Given.No($"Supply {supply.Id} has {supply.Quantity} units; it must be above zero.");
            if (!(supply.Confidence is >= 0 and <= 1)) return Given.No($"The confidence of supply {supply.Id} must lie between 0 and 1.");
            if (Given.NotNegative($"price of hurrying {supply.Id}", supply.Hurry?.Cost ?? 0) is { } bad) return bad;
            if (!seen.Add(supply.Id)) return Given.No($"Supply {supply.Id} is there twice.");
        }

        foreach (var demand in input.Demands)
            if (demand.Quantity <= 0) return Given.No($"Demand {demand.Id} has {demand.Quantity} units; it must be above zero.");
        foreach (var need in (string[])[SafetyStock, BelowZero])
            if (input.Options?.GetValueOrDefault(need) is { } options && Array.Exists(options, o => o.Option.Way is Way.DirectShipment or Way.Substitute))
                return Given.No($"Only a demand can be shipped to a customer or served with another item, not the {need}.");
        return null;
    }
}
