namespace Crossdock.Procurement.Sourcing;

/// <summary>The rules of a comparison: until when, how many, what counts. They are set while it is a draft and locked from the day suppliers know of it.</summary>
internal sealed record QuotationTerms(DateTimeOffset DueAt, bool Sealed, int MinimumInvited, string? SingleSourceReason, int Price, int LeadTime, int Quality)
{
    /// <summary>Puts them on a draft; what is wrong with them, or null.</summary>
    public Refusal? Apply(QuotationRequest request)
    {
        if (Price + LeadTime + Quality != 100 || Price < 0 || LeadTime < 0 || Quality < 0) return new WeightsWrong { Pointer = "/priceWeight" };
        (request.DueAt, request.IsSealed, request.MinimumInvited, request.SingleSourceReason) = (DueAt, Sealed, MinimumInvited, SingleSourceReason.OrNull());
        (request.PriceWeight, request.LeadTimeWeight, request.QualityWeight) = (Price, LeadTime, Quality);
        return null;
    }

    /// <summary>Invites suppliers, and nobody else; answers how many. One that may not be ordered from today can be asked all the same.</summary>
    public static async Task<Result<int>> InviteAsync(Work work, Partners partners, QuotationRequest request, IReadOnlyList<string> codes, CancellationToken cancel)
    {
        var suppliers = new HashSet<PartnerId>();
        for (var i = 0; i < codes.Count; i++)
        {
            if (await partners.FindAsync(work.Db, PartnerKind.Supplier, codes[i], cancel) is not { } supplier) return Refusal.NotFound("supplier", codes[i]) with { Pointer = $"/suppliers/{i}" };
            suppliers.Add(supplier.Id);
        }

        var known = await work.Db.Set<Invitation>().Where(i => i.RequestId == request.Id).ToListAsync(cancel);
        work.Db.RemoveRange(known.Where(i => !suppliers.Contains(i.SupplierId)));
        work.Db.AddRange(suppliers.Where(s => !known.Exists(i => i.SupplierId == s)).Select(s => new Invitation { RequestId = request.Id, SupplierId = s }));
        return suppliers.Count;
    }

    /// <summary>Lets suppliers bid; why not, or null.</summary>
    public static Refusal? Publish(Work work, QuotationRequest request, int invited)
    {
        if (request.DueAt <= work.Now) return new DuePassed(request.DueAt) { Pointer = "/dueAt" };
        if (invited < request.MinimumInvited && request.SingleSourceReason is null) return new TooFewInvited(invited, request.MinimumInvited) { Pointer = "/suppliers" };
        (request.State, request.PublishedAt) = (QuotationState.Published, work.Now);
        return null;
    }
}
