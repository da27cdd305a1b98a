using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Planner.Netting;

/// <summary>
/// Dated netting of one item-site: demands in order of their day are pegged to stock, then to open supplies in order of theirs (Orlicky 1975); what a supply is pegged to says
/// whether it should come earlier, later, smaller or not at all, and what stays unpegged is ordered new. Pure: the same input gives the same proposals.
/// </summary>
public static class Netter
{
    private const int MostRounds = 40;

    private sealed class Pegged(OpenSupply supply)
    {
        public OpenSupply Supply => supply;

        public long Used { get; set; }

        public int FirstDay { get; set; } = int.MaxValue;

        public string Cause { get; set; } = "no need";

        public long Early { get; set; }

        public int RestDay { get; set; } = int.MaxValue;
    }

    /// <summary>All proposals, ordered by day, verb and target. Refused: quantities that are not above zero, an absurd lead time, a multiple below 1, an identity used twice.</summary>
    public static Result<Proposal[]> Net(NettingInput input)
    {
        if (Check(input) is { } no) return no;
        // A supply that moves may change what others are pegged to: the state is followed to where nothing more would be proposed, and what differs from today is proposed.
        var state = input;
        var causes = new Dictionary<string, string>(StringComparer.Ordinal);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var round = 0; round < MostRounds; round++)
        {
            var changes = Once(state);
            if (changes.Count == 0) break;
            foreach (var change in changes)
            {
                causes[change.Verb == Verb.Split ? change.Identity : change.Target ?? change.Identity] = change.Cause;
                if (change.Verb == Verb.Split) parts[change.Identity] = parts.GetValueOrDefault(change.Target!, change.Target!);
            }

            state = Apply(state, changes);
        }

        return Differences(input, state, causes, parts).OrderBy(p => p.Day).ThenBy(p => p.Verb).ThenBy(p => p.Target, StringComparer.Ordinal).ThenBy(p => p.Identity, StringComparer.Ordinal).ToArray();
    }

    private static IEnumerable<Proposal> Differences(NettingInput input, NettingInput state, Dictionary<string, string> causes, Dictionary<string, string> parts)
    {
        var (today, lead) = (input.Today, input.Rule.LeadTimeDays);
        var before = input.Supplies.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var after = state.Supplies.ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (var supply in input.Supplies)
            if (!after.ContainsKey(supply.Id)) yield return Make(input, Verb.Cancel, supply.Id, Math.Max(supply.Day, today), 0, "no need", $"Cancel {supply.Id}: nothing asks for its {supply.Quantity}.");
        foreach (var now in state.Supplies)
        {
            var cause = causes.GetValueOrDefault(now.Id, "no need");
            if (!before.TryGetValue(now.Id, out var was))
            {
                yield return parts.TryGetValue(now.Id, out var whole) && before.ContainsKey(whole)
                    ? new(now.Id, Verb.Split, whole, now.Day, now.Quantity, cause, $"Split {whole}: {now.Quantity} of it are needed on another day, for {cause}.")
                    : new(now.Id, Verb.New, null, now.Day, now.Quantity, cause, $"Order {now.Quantity} for {cause}{Late(input, cause, now.Day)}.");
                continue;
            }

            var split = state.Supplies.Where(s => parts.GetValueOrDefault(s.Id) == now.Id).Sum(s => s.Quantity);
            if (was.Day == now.Day && was.Quantity == now.Quantity + split) continue;
            var moved = now.Day - Math.Max(was.Day, today);
            var verb = now.Day == was.Day || moved == 0 ? now.Quantity + split > was.Quantity ? Verb.Increase : Verb.Decrease
                : moved > 0 ? Verb.PushOut : now.Day < today + lead ? Verb.Expedite : Verb.PullIn;
            var words = verb switch
            {
                Verb.Increase => $"Increase {now.Id} from {was.Quantity} to {now.Quantity} for {cause}.",
                Verb.Decrease => $"Decrease {now.Id} from {was.Quantity} to {now.Quantity}: nothing asks for the rest.",
                Verb.PushOut => $"{now.Id} is needed {moved} days later, for {cause}.",
                Verb.Expedite => $"{now.Id} is needed {-moved} days earlier for {cause}, within the lead time: ask the supplier to hurry.",
                _ => $"{now.Id} is needed {-moved} days earlier, for {cause}.",
            };
            yield return Make(input, verb, now.Id, now.Day, now.Quantity, cause, words);
        }
    }

    private static string Late(NettingInput input, string cause, int day)
    {
        var wanted = Math.Max(input.Today, input.Demands.Where(d => d.Id == cause).Select(d => d.Day).DefaultIfEmpty(day).First());
        return day > wanted ? $"; they come {day - wanted} days late, for the lead time is {input.Rule.LeadTimeDays} days" : "";
    }

    // One round, in steps that Apply understands; the words are found at the end, where what differs from today is known.
    private static List<Proposal> Once(NettingInput input)
    {
        var (today, rule) = (input.Today, input.Rule);
        var demands = input.Demands.Select(d => d with { Day = Math.Max(d.Day, today) }).OrderBy(d => d.Day).ThenBy(d => d.Id, StringComparer.Ordinal).ToList();
        var last = demands.Count > 0 ? demands[^1].Day : today;
        if (rule.SafetyStock > 0) demands.Add(new("safety stock", Math.Max(last, today + rule.LeadTimeDays), rule.SafetyStock));
        var supplies = input.Supplies.OrderBy(s => s.Day).ThenBy(s => s.Id, StringComparer.Ordinal).Select(s => new Pegged(s)).ToList();
        // A stock below zero is owed before anything else.
        var stock = Math.Max(0, input.OnHand);
        if (input.OnHand < 0) demands.Insert(0, new("stock below zero", today, -input.OnHand));
        var open = new List<OpenDemand>();
        var at = 0;
        foreach (var demand in demands)
        {
            var left = demand.Quantity;
            var fromStock = Math.Clamp(stock, 0, left);
            stock -= fromStock;
            left -= fromStock;
            while (left > 0 && at < supplies.Count)
            {
                var peg = supplies[at];
                var taken = Math.Min(left, peg.Supply.Quantity - peg.Used);
                if (taken > 0) Peg(peg, demand, taken, rule.MoveThreshold);
                left -= taken;
                if (peg.Used == peg.Supply.Quantity) at++;
            }

            if (left > 0) open.Add(demand with { Quantity = left });
        }

        var proposals = new List<Proposal>();
        foreach (var peg in supplies) Reschedule(input, peg, proposals);
        OrderNew(input, open, supplies, proposals);
        return proposals;
    }

    /// <summary>What the item-site looks like once the proposals are carried out; new orders become drafts under their identity.</summary>
    public static NettingInput Apply(NettingInput input, IEnumerable<Proposal> proposals)
    {
        var supplies = input.Supplies.ToDictionary(s => s.Id);
        foreach (var p in proposals.OrderBy(p => p.Verb != Verb.Split))
        {
            if (p.Target is null) supplies[p.Identity] = new(p.Identity, p.Day, p.Quantity, true);
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

    private static void Peg(Pegged peg, OpenDemand demand, long taken, int threshold)
    {
        if (peg.Used == 0) (peg.FirstDay, peg.Cause) = (demand.Day, demand.Id);
        if (demand.Day - peg.FirstDay <= threshold) peg.Early += taken;
        else peg.RestDay = Math.Min(peg.RestDay, demand.Day);
        peg.Used += taken;
    }

    private static void Reschedule(NettingInput input, Pegged peg, List<Proposal> proposals)
    {
        var (supply, rule, today) = (peg.Supply, input.Rule, input.Today);
        if (supply.Firm || supply.Day < today + rule.FenceDays) return;
        // A late supply counts as due today; a draft can come no earlier than the lead time.
        var due = Math.Max(supply.Day, today);
        if (peg.Used == 0)
        {
            proposals.Add(Make(input, Verb.Cancel, supply.Id, due, 0, "no need"));
            return;
        }

        var earliest = supply.Draft ? today + rule.LeadTimeDays : today + rule.FenceDays;
        var wanted = Math.Max(peg.FirstDay, earliest);
        var keep = supply.Draft ? Math.Min(supply.Quantity, Lot(rule, peg.Used)) : peg.Used;
        if (supply.Quantity - keep < Math.Max(1, rule.QuantityThreshold)) keep = supply.Quantity;
        var moves = Math.Abs(wanted - due) > rule.MoveThreshold;
        if (moves && wanted < due && peg.RestDay >= due && peg.Early < keep && peg.RestDay != int.MaxValue)
        {
            proposals.Add(Make(input, Verb.Split, supply.Id, wanted, peg.Early, peg.Cause));
            return;
        }

        if (moves) proposals.Add(Make(input, wanted > due ? Verb.PushOut : Verb.PullIn, supply.Id, wanted, keep, peg.Cause));
        else if (keep < supply.Quantity) proposals.Add(Make(input, Verb.Decrease, supply.Id, due, keep, peg.Cause));
    }

    private static void OrderNew(NettingInput input, List<OpenDemand> open, List<Pegged> supplies, List<Proposal> proposals)
    {
        var (rule, today) = (input.Rule, input.Today);
        // What a lot brings beyond its need serves the next needs.
        long over = 0;
        for (var at = 0; at < open.Count;)
        {
            var served = Math.Min(over, open[at].Quantity);
            over -= served;
            open[at] = open[at] with { Quantity = open[at].Quantity - served };
            if (open[at].Quantity == 0) { at++; continue; }
            var first = open[at];
            var day = Math.Max(first.Day, today + rule.LeadTimeDays);
            long need = 0;
            while (at < open.Count && Math.Max(open[at].Day, today + rule.LeadTimeDays) <= day + rule.LotDays) need += open[at++].Quantity;
            var quantity = Lot(rule, need);
            over = quantity - need;
            var draft = supplies.Find(p => p.Supply is { Draft: true, Firm: false } s && s.Day >= today + rule.FenceDays && p.Used > 0
                && Math.Abs(Math.Max(p.FirstDay, today + rule.LeadTimeDays) - day) <= rule.LotDays && proposals.TrueForAll(x => x.Target != s.Id));
            if (draft is not null)
            {
                var total = Lot(rule, draft.Supply.Quantity + need);
                over = total - draft.Supply.Quantity - need;
                proposals.Add(Make(input, Verb.Increase, draft.Supply.Id, Math.Max(draft.Supply.Day, today), total, first.Id));
                continue;
            }

            proposals.Add(Make(input, Verb.New, null, day, quantity, first.Id));
        }
    }

    private static long Lot(NettingRule rule, long need) => MinMax.Up(Math.Max(need, rule.MinimumOrder), rule.Multiple);

    private static Proposal Make(NettingInput input, Verb verb, string? target, int day, long quantity, string cause, string why = "")
    {
        // A cause may ask twice (its quantity grew after the first order): the second order gets the next number.
        var number = 1;
        while (true)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{input.Item}\u001f{input.Site}\u001f{(target is null ? "new" : verb.ToString())}\u001f{target ?? cause}\u001f{number}");
            var identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))[..12]);
            if (Array.TrueForAll(input.Supplies, s => s.Id != identity)) return new(identity, verb, target, day, quantity, cause, why);
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
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var supply in input.Supplies)
        {
            if (supply.Quantity <= 0) return Given.No($"Supply {supply.Id} has {supply.Quantity} units; it must be above zero.");
            if (!(supply.Confidence is >= 0 and <= 1)) return Given.No($"The confidence of supply {supply.Id} must lie between 0 and 1.");
            if (!seen.Add(supply.Id)) return Given.No($"Supply {supply.Id} is there twice.");
        }

        foreach (var demand in input.Demands)
            if (demand.Quantity <= 0) return Given.No($"Demand {demand.Id} has {demand.Quantity} units; it must be above zero.");
        return null;
    }
}
