namespace Crossdock.Planner.Netting;

/// <summary>
/// One round of netting: demands in order of their day are pegged to what is meant for them alone, to stock, then to open supplies in order of theirs; in steps that
/// <see cref="Netter.Apply"/> understands. The words are found at the end, where what differs from today is known.
/// </summary>
internal static class Pegging
{
    /// <param name="input">Today: what is not in it was made by this plan.</param>
    /// <param name="state">Where earlier rounds have led.</param>
    public static List<Proposal> Round(NettingInput input, NettingInput state)
    {
        var rule = state.Rule;
        var demands = Demands(state);
        var supplies = state.Supplies.OrderBy(s => s.Day).ThenBy(s => s.Id, StringComparer.Ordinal).Select(s => new Pegged(s)).ToList();
        var general = supplies.Where(s => s.Supply.Sourced?.For is null).ToList();
        var meant = supplies.Where(s => s.Supply.Sourced?.For is not null).ToLookup(s => s.Supply.Sourced!.For!, StringComparer.Ordinal);
        var stock = Math.Max(0, state.OnHand);
        var open = new List<OpenDemand>();
        var at = 0;
        foreach (var demand in demands)
        {
            var left = demand.Quantity;
            foreach (var own in meant[demand.Id]) left -= own.Peg(demand, left, rule.MoveThreshold);
            var fromStock = Math.Clamp(stock, 0, left);
            stock -= fromStock;
            left -= fromStock;
            while (left > 0 && at < general.Count)
            {
                left -= general[at].Peg(demand, left, rule.MoveThreshold);
                if (general[at].Left == 0) at++;
            }

            if (left > 0) open.Add(demand with { Quantity = left });
        }

        var proposals = new List<Proposal>();
        var known = input.Supplies.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var peg in supplies) Reschedule(state, peg, known.Contains(peg.Supply.Id), proposals);
        NewLots.Add(input, state, open, supplies, proposals);
        return proposals;
    }

    // A stock below zero is owed before anything else; the safety stock is wanted after all dated demand.
    private static List<OpenDemand> Demands(NettingInput state)
    {
        var (today, rule) = (state.Today, state.Rule);
        var demands = state.Demands.Select(d => d with { Day = Math.Max(d.Day, today) }).OrderBy(d => d.Day).ThenBy(d => d.Id, StringComparer.Ordinal).ToList();
        var last = demands.Count > 0 ? demands[^1].Day : today;
        if (rule.SafetyStock > 0) demands.Add(new(Netter.SafetyStock, Math.Max(last, today + rule.LeadTimeDays), rule.SafetyStock));
        if (state.OnHand < 0) demands.Insert(0, new(Netter.BelowZero, today, -state.OnHand));
        return demands;
    }

    private static void Reschedule(NettingInput state, Pegged peg, bool known, List<Proposal> proposals)
    {
        var (supply, rule, today) = (peg.Supply, state.Rule, state.Today);
        if (supply.Firm || known && supply.Day < today + rule.FenceDays) return;
        // A late supply counts as due today.
        var due = Math.Max(supply.Day, today);
        if (peg.Used == 0)
        {
            proposals.Add(Netter.Make(state, Verb.Cancel, supply.Id, due, 0, "no need"));
            return;
        }

        var wanted = Wanted(state, peg, due);
        var keep = supply.Draft ? Math.Min(supply.Quantity, Netter.Lot(rule, supply.Sourced, peg.Used)) : peg.Used;
        if (supply.Quantity - keep < Math.Max(1, rule.QuantityThreshold)) keep = supply.Quantity;
        var moves = Math.Abs(wanted - due) > rule.MoveThreshold;
        if (moves && wanted < due && peg.RestDay >= due && peg.Early < keep && peg.RestDay != int.MaxValue)
        {
            proposals.Add(Netter.Make(state, Verb.Split, supply.Id, wanted, peg.Early, peg.Cause));
            return;
        }

        if (moves) proposals.Add(Netter.Make(state, wanted > due ? Verb.PushOut : Verb.PullIn, supply.Id, wanted, keep, peg.Cause));
        else if (keep < supply.Quantity) proposals.Add(Netter.Make(state, Verb.Decrease, supply.Id, due, keep, peg.Cause));
    }

    // A draft can come no earlier than its lead time. An order can be asked to hurry; where that costs money, only if the days late it saves are worth more.
    private static int Wanted(NettingInput state, Pegged peg, int due)
    {
        var lead = Netter.LeadDay(state, peg.Supply.Sourced);
        if (peg.Supply.Draft) return Math.Max(peg.FirstDay, lead);
        var wanted = Math.Max(peg.FirstDay, state.Today + state.Rule.FenceDays);
        if (wanted >= due || peg.Supply.Hurry is not { } hurry) return wanted;
        int calm = Math.Min(due, Math.Max(wanted, lead)), hurried = Math.Max(wanted, hurry.Day);
        return hurried < calm && peg.DaysLate(calm) - peg.DaysLate(hurried) is var saved && saved * state.Rule.LateUnitDay > hurry.Cost ? hurried : calm;
    }
}

/// <summary>A supply with what it is pegged to.</summary>
internal sealed class Pegged(OpenSupply supply)
{
    private readonly List<(int Day, long Units)> pegs = [];

    public OpenSupply Supply => supply;

    public long Used { get; private set; }

    public long Left => supply.Quantity - Used;

    public int FirstDay { get; private set; } = int.MaxValue;

    public string Cause { get; private set; } = "no need";

    /// <summary>Units wanted on the first day, or so soon after that they are not worth a move.</summary>
    public long Early { get; private set; }

    public int RestDay { get; private set; } = int.MaxValue;

    /// <summary>Pegs the demand to what is left of the supply; answers the units it takes.</summary>
    public long Peg(OpenDemand demand, long most, int threshold)
    {
        var taken = Math.Min(most, Left);
        if (taken <= 0) return 0;
        if (Used == 0) (FirstDay, Cause) = (demand.Day, demand.Id);
        if (demand.Day - FirstDay <= threshold) Early += taken;
        else RestDay = Math.Min(RestDay, demand.Day);
        Used += taken;
        pegs.Add((demand.Day, taken));
        return taken;
    }

    /// <summary>Units times days late if it came on that day.</summary>
    public double DaysLate(int day) => pegs.Sum(p => (double)p.Units * Math.Max(0, day - p.Day));
}
