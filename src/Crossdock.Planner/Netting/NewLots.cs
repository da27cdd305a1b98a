namespace Crossdock.Planner.Netting;

/// <summary>Serves the needs that stay open: each by the ways that were costed for it, the rest bought under the rule; needs of one way and source that lie close together are one lot.</summary>
internal static class NewLots
{
    public static void Add(NettingInput input, NettingInput state, List<OpenDemand> open, List<Pegged> supplies, List<Proposal> proposals)
    {
        var room = new Dictionary<(Way, string), long>();
        var pieces = new List<(OpenDemand Need, Sourced? How)>();
        foreach (var need in open)
        {
            var left = need.Quantity;
            foreach (var option in Allowed(state, need.Id))
            {
                if (!room.TryGetValue((option.Way, option.Source), out var has)) has = Has(input, state, option);
                var given = Math.Min(left, has);
                room[(option.Way, option.Source)] = has - given;
                if (given <= 0) continue;
                left -= given;
                var alone = option.Way is Way.DirectShipment or Way.Substitute;
                pieces.Add((need with { Quantity = given }, new(option.Way, option.Source, Math.Max(state.Today, option.Day), alone ? need.Id : null)));
            }

            if (left > 0) pieces.Add((need with { Quantity = left }, null));
        }

        foreach (var group in pieces.GroupBy(p => Sourced.Key(p.How)))
        {
            var spare = group.First().How is { } how ? room[(how.Way, how.Source)] : long.MaxValue;
            AddLots(state, group.ToList(), spare, supplies, proposals);
        }
    }

    private static IEnumerable<SourcingOption> Allowed(NettingInput state, string need) =>
        state.Options?.GetValueOrDefault(need) is { } options ? options.Select(o => o.Option).Where(o => o.Forbidden is null && o.Available > 0) : [];

    // What the source can still give: what this plan has taken from it so far counts. Bought goods come in whole multiples, and not below the least order.
    private static long Has(NettingInput input, NettingInput state, SourcingOption option)
    {
        long Taken(NettingInput of) => of.Supplies.Where(s => s.Sourced is { } how && how.Way == option.Way && how.Source == option.Source).Sum(s => s.Quantity);
        var has = option.Available - Math.Max(0, Taken(state) - Taken(input));
        if (option.Way is not (Way.Purchase or Way.ContractRelease)) return Math.Max(0, has);
        has = has / state.Rule.Multiple * state.Rule.Multiple;
        return has >= state.Rule.MinimumOrder ? has : 0;
    }

    private static void AddLots(NettingInput state, List<(OpenDemand Need, Sourced? How)> open, long spare, List<Pegged> supplies, List<Proposal> proposals)
    {
        var (rule, how) = (state.Rule, open[0].How);
        var lead = Netter.LeadDay(state, how);
        // What a lot brings beyond its need serves the next needs.
        long over = 0;
        for (var at = 0; at < open.Count;)
        {
            var first = open[at].Need;
            var served = Math.Min(over, first.Quantity);
            over -= served;
            spare = Sum(spare, served);
            first = first with { Quantity = first.Quantity - served };
            open[at] = (first, how);
            if (first.Quantity == 0) { at++; continue; }
            var day = Math.Max(first.Day, lead);
            long need = 0;
            while (at < open.Count && Math.Max(open[at].Need.Day, lead) <= day + rule.LotDays) need += open[at++].Need.Quantity;
            var draft = supplies.Find(p => p.Supply is { Draft: true, Firm: false } s && Sourced.Key(s.Sourced) == Sourced.Key(how) && s.Day >= state.Today + rule.FenceDays && p.Used > 0
                && Math.Abs(Math.Max(p.FirstDay, lead) - day) <= rule.LotDays && proposals.TrueForAll(x => x.Target != s.Id));
            var already = draft?.Supply.Quantity ?? 0;
            var quantity = Math.Min(Netter.Lot(rule, how, already + need), Sum(spare, already + need));
            over = quantity - already - need;
            spare -= over;
            proposals.Add(draft is not null
                ? Netter.Make(state, Verb.Increase, draft.Supply.Id, Math.Max(draft.Supply.Day, state.Today), quantity, first.Id)
                : Netter.Make(state, Verb.New, null, day, quantity, first.Id, how));
        }
    }

    private static long Sum(long spare, long units) => spare > long.MaxValue - units ? long.MaxValue : spare + units;
}
