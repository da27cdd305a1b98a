using Crossdock.MasterData.PartnerRecords;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Qualifying;

/// <summary>Suppliers as something that may need approval: whom we buy from at all.</summary>
internal sealed class SupplierApproval(SearchIndex search) : ApprovalSubject
{
    public const string SubjectKind = "supplier";

    public override string Kind => SubjectKind;

    public override string Title => "Suppliers";

    public override Permission Reads => Permission.SeePurchasing;

    public override async Task<Result<Done>> EndedAsync(Work work, ApprovalEnd end, CancellationToken cancel)
    {
        if (end.IsReview) return Done.Yes;
        var supplier = await work.Db.Set<StoredPartner>().SingleAsync(p => p.Kind == PartnerKind.Supplier && p.Code == end.Document, cancel);
        if (supplier.Standing != SupplierStanding.Requested) return Done.Yes;
        supplier.Standing = end.State == ApprovalState.Approved ? SupplierStanding.Approved : SupplierStanding.Rejected;
        await StoredPartners.ChangedAsync(work, search, supplier, cancel);
        return Done.Yes;
    }
}

/// <summary>Asks whether a supplier may be bought from.</summary>
internal sealed class SupplierRequests(Approvals approvals, Directory directory)
{
    /// <summary>Sets the standing to approved when the rules say so, else to requested, and people are asked.</summary>
    public async Task<Result<Verdict?>> AskAsync(Work work, StoredPartner supplier, string? reason, CancellationToken cancel)
    {
        // Whose money it will be is not known yet: the first entity the person works for stands for the group. Before there is one nobody buys.
        if ((await directory.EntitiesAsync(work.Db, cancel)).FirstOrDefault(e => work.Actor.WorksFor(e.Id)) is not { } entity) return (Verdict?)null;
        var asked = await approvals.AskAsync(work, new Case
        {
            Kind = SupplierApproval.SubjectKind,
            Document = supplier.Code,
            Title = $"Supplier {supplier.Code} {supplier.Name}",
            Href = $"/suppliers/{supplier.Code}",
            Entity = entity.Id,
            Requester = work.Actor.Id,
            Amount = Amount.Zero,
            Currency = entity.Currency,
            Attributes = new Dictionary<string, string> { [Dimensions.Category] = supplier.Category ?? Dimensions.None, [Dimensions.Risk] = supplier.Risk.ToString() },
            Content =
            [
                new("Name", supplier.Name), new("Address", supplier.Address ?? "none"), new("Currency", supplier.Currency.Code),
                new("Category", supplier.Category ?? "none"), new("Risk", supplier.Risk.ToString()), new("Payment days", $"{supplier.PaymentDays}"),
            ],
            Reason = reason,

            // One that was stopped is looked at again, however little of it has changed.
            IsAnew = true,
        }, cancel);
        if (asked.Refused(out var refusal, out var verdict)) return refusal;
        supplier.Standing = verdict.Go ? SupplierStanding.Approved : SupplierStanding.Requested;
        return verdict;
    }
}
