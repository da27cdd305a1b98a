namespace Crossdock.Planner.Netting;

/// <summary>
/// The live plan of many item-sites: each event nets its item-site again and nothing else. Because an item-site is netted from its own input alone, the plan is at every moment
/// the one a full regeneration would give.
/// </summary>
public sealed class NetChange
{
    private readonly Dictionary<(string Item, string Site), (NettingInput Input, Proposal[] Proposals)> plan = [];

    /// <summary>Takes the new state of one item-site and answers its proposals; refused inputs leave the plan as it was.</summary>
    public Result<Proposal[]> Change(NettingInput input)
    {
        if (Netter.Net(input).Refused(out var refusal, out var proposals)) return refusal;
        plan[(input.Item, input.Site)] = (input, proposals);
        return proposals;
    }

    /// <summary>Forgets an item-site that is no longer planned.</summary>
    public void Remove(string item, string site) => plan.Remove((item, site));

    /// <summary>All proposals, by item and site.</summary>
    public IEnumerable<Proposal> Proposals() => plan.OrderBy(p => p.Key.Item, StringComparer.Ordinal).ThenBy(p => p.Key.Site, StringComparer.Ordinal).SelectMany(p => p.Value.Proposals);

    /// <summary>Nets everything anew from the inputs it holds.</summary>
    public void Regenerate()
    {
        foreach (var (key, (input, _)) in plan.ToArray()) plan[key] = (input, Netter.Net(input).Value);
    }
}
