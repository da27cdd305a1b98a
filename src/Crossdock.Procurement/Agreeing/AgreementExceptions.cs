namespace Crossdock.Procurement.Agreeing;

/// <summary>What agreements in force have in common as exceptions.</summary>
internal static class InForce
{
    public static async Task<List<(Agreement Agreement, List<AgreementLine> Lines, Partner Supplier, DateOnly Today)>> ReadAsync(
        CrossdockDb db, DateTimeOffset now, Directory directory, Partners partners, CancellationToken cancel)
    {
        var heads = await db.Set<Agreement>().AsNoTracking().Where(a => a.State == AgreementState.Active && a.EndsAt >= now).OrderBy(a => a.Number).ToListAsync(cancel);
        var ids = heads.ConvertAll(a => a.Id);
        var lines = (await db.Set<AgreementLine>().AsNoTracking().Where(l => ids.Contains(l.AgreementId)).ToListAsync(cancel)).ToLookup(l => l.AgreementId);
        var suppliers = await partners.FindManyAsync(db, heads.Select(a => a.SupplierId), cancel);
        var found = new List<(Agreement, List<AgreementLine>, Partner, DateOnly)>();
        foreach (var head in heads)
            found.Add((head, [.. lines[head.Id]], suppliers[head.SupplierId], (await directory.EntityAsync(db, head.EntityId, cancel))!.DayOf(now)));
        return found;
    }

    public static FoundException Of(Agreement agreement, string title, string detail, DateOnly since, Amount value) =>
        new(agreement.Number, title, detail, $"/agreements/{agreement.Number}", agreement.EntityId, new DateTimeOffset(since.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero))
        {
            Site = agreement.SiteId,
            Value = value,
            Currency = agreement.Currency,
        };
}

/// <summary>Agreements of which most is used, or that will be used up before their end.</summary>
internal sealed class AgreementsNearlyUsed(Directory directory, Partners partners, ParameterBook parameters) : ExceptionSource
{
    public override string Kind => "procurement.agreement_nearly_used";

    public override string Title => "Agreements nearly used up";

    public override Permission Owner => Permission.MaintainAgreements;

    public override int Hours => 72;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var found = new List<FoundException>();
        foreach (var (agreement, lines, supplier, today) in await InForce.ReadAsync(db, now, directory, partners, cancel))
        {
            var usage = BurnDown.Of(agreement, lines, today);
            var much = await parameters.NowAsync(db, PurchasingParameters.AgreementUsed, agreement.EntityId, agreement.SiteId, now, cancel);
            if (usage.Percent is not { } percent || (percent * 100 < much && (usage.UsedUpOn is not { } early || early >= agreement.ValidTo))) continue;
            found.Add(InForce.Of(agreement, $"{agreement.Number} with {supplier.Name} is {(percent >= 100 ? "used up" : "nearly used up")}",
                $"{percent} % is used, {usage.TimePercent} % of its time has passed{(usage.UsedUpOn is { } day && percent < 100 ? $"; by the pace so far it lasts until {day.Words()}, it holds until {agreement.ValidTo.Words()}" : "")}. Raise its cap, or agree anew.",
                today, agreement.ValueLeft ?? Amount.Zero));
        }

        return found;
    }
}

/// <summary>Agreements that end soon.</summary>
internal sealed class AgreementsEnding(Directory directory, Partners partners, ParameterBook parameters) : ExceptionSource
{
    public override string Kind => "procurement.agreement_ending";

    public override string Title => "Agreements that end soon";

    public override Permission Owner => Permission.MaintainAgreements;

    public override int Hours => 168;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var found = new List<FoundException>();
        foreach (var (agreement, _, supplier, today) in await InForce.ReadAsync(db, now, directory, partners, cancel))
        {
            var days = await parameters.NowAsync(db, PurchasingParameters.AgreementEnds, agreement.EntityId, agreement.SiteId, now, cancel);
            if (agreement.ValidTo > today.AddDays(days)) continue;
            found.Add(InForce.Of(agreement, $"{agreement.Number} with {supplier.Name} ends on {agreement.ValidTo.Words()}",
                "From then on orders go at list price. Agree anew, or prolong it.", agreement.ValidTo.AddDays(-days), agreement.ValueLeft ?? agreement.TakenAmount));
        }

        return found;
    }
}

/// <summary>Agreements of which less is released than was promised for the time that has passed.</summary>
internal sealed class AgreementsBehind(Directory directory, Partners partners) : ExceptionSource
{
    public override string Kind => "procurement.agreement_behind";

    public override string Title => "Agreements behind their minimum";

    public override Permission Owner => Permission.MaintainAgreements;

    public override int Hours => 168;

    public override async Task<IReadOnlyList<FoundException>> FindAsync(CrossdockDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var found = new List<FoundException>();
        foreach (var (agreement, lines, supplier, today) in await InForce.ReadAsync(db, now, directory, partners, cancel))
        {
            var usage = BurnDown.Of(agreement, lines, today);
            if (!usage.Behind) continue;
            var promised = agreement.MinimumValue is { } money ? money.Words(agreement.Currency) : agreement.MinimumQuantity?.Grouped;
            var released = agreement.MinimumValue is null ? agreement.TakenQuantity.Grouped : agreement.TakenAmount.Words(agreement.Currency);
            found.Add(InForce.Of(agreement, $"{agreement.Number} with {supplier.Name} is behind its minimum",
                $"{promised} was promised, {released} is released, {usage.TimePercent} % of its time has passed. Buy more there, or talk about the minimum.",
                today, agreement.MinimumValue is { } least ? least - agreement.TakenAmount : Amount.Zero));
        }

        return found;
    }
}
