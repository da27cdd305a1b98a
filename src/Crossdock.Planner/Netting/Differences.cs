namespace Crossdock.Planner.Netting;

/// <summary>What differs between today's supplies and those of the plan, as proposals with their words.</summary>
internal static class Differences
{
    /// <param name="input">Today.</param>
    /// <param name="state">Where nothing more would be proposed.</param>
    /// <param name="causes">Demand behind a supply, by the identity of the supply.</param>
    /// <param name="parts">Whole of a part that was split off, by the identity of the part.</param>
    public static IEnumerable<Proposal> Between(NettingInput input, NettingInput state, Dictionary<string, string> causes, Dictionary<string, string> parts)
    {
        var today = input.Today;
        var before = input.Supplies.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var after = state.Supplies.ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (var supply in input.Supplies)
            if (!after.ContainsKey(supply.Id)) yield return Netter.Make(input, Verb.Cancel, supply.Id, Math.Max(supply.Day, today), 0, "no need", $"Cancel {supply.Id}: nothing asks for its {supply.Quantity}.");
        foreach (var now in state.Supplies)
        {
            var cause = causes.GetValueOrDefault(now.Id, "no need");
            if (!before.TryGetValue(now.Id, out var was))
            {
                yield return parts.TryGetValue(now.Id, out var whole) && before.ContainsKey(whole)
                    ? new(now.Id, Verb.Split, whole, now.Day, now.Quantity, cause, $"Split {whole}: {now.Quantity} of it are needed on another day, for {cause}.")
                    : New(input, now, cause);
                continue;
            }

            var split = state.Supplies.Where(s => parts.GetValueOrDefault(s.Id) == now.Id).Sum(s => s.Quantity);
            if (was.Day == now.Day && was.Quantity == now.Quantity + split) continue;
            var moved = now.Day - Math.Max(was.Day, today);
            var verb = now.Day == was.Day || moved == 0 ? now.Quantity + split > was.Quantity ? Verb.Increase : Verb.Decrease
                : moved > 0 ? Verb.PushOut : now.Day < Netter.LeadDay(input, now.Sourced) ? Verb.Expedite : Verb.PullIn;
            var words = verb switch
            {
                Verb.Increase => $"Increase {now.Id} from {was.Quantity} to {now.Quantity} for {cause}.",
                Verb.Decrease => $"Decrease {now.Id} from {was.Quantity} to {now.Quantity}: nothing asks for the rest.",
                Verb.PushOut => $"{now.Id} is needed {moved} days later, for {cause}.",
                Verb.Expedite => $"{now.Id} is needed {-moved} days earlier for {cause}, within the lead time: ask the supplier to hurry{Price(now)}.",
                _ => $"{now.Id} is needed {-moved} days earlier, for {cause}.",
            };
            yield return Netter.Make(input, verb, now.Id, now.Day, now.Quantity, cause, words);
        }
    }

    private static Proposal New(NettingInput input, OpenSupply now, string cause)
    {
        var late = Late(input, cause, now);
        var (verb, words) = now.Sourced switch
        {
            null => (Verb.New, $"Order {now.Quantity} for {cause}{late}."),
            { Way: Way.Transfer } how => (Verb.Transfer, $"Bring {now.Quantity} from {how.Source} for {cause}{late}."),
            { Way: Way.Substitute } how => (Verb.Substitute, $"Serve {cause} with {now.Quantity} of {how.Source}{late}."),
            { Way: Way.DirectShipment } how => (Verb.New, $"Let {how.Source} ship {now.Quantity} straight to {cause}{late}."),
            { Way: Way.ContractRelease } how => (Verb.New, $"Release {now.Quantity} from {how.Source} for {cause}{late}."),
            { } how => (Verb.New, $"Order {now.Quantity} from {how.Source} for {cause}{late}."),
        };
        return new(now.Id, verb, null, now.Day, now.Quantity, cause, words, now.Sourced);
    }

    private static string Late(NettingInput input, string cause, OpenSupply now)
    {
        var wanted = Math.Max(input.Today, input.Demands.Where(d => d.Id == cause).Select(d => d.Day).DefaultIfEmpty(now.Day).First());
        if (now.Day <= wanted) return "";
        return $"; they come {now.Day - wanted} days late" + (now.Sourced is null ? $", for the lead time is {input.Rule.LeadTimeDays} days" : "");
    }

    private static string Price(OpenSupply supply) => supply.Hurry is { } hurry ? FormattableString.Invariant($", for {hurry.Cost:0.00}, less than the days late cost") : "";
}
