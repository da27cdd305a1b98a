using static Crossdock.Organisation.ConflictStrength;

namespace Crossdock.Organisation;

/// <summary>
/// The conflict matrix: what no one person does both of. It is part of the product, so that a release says what changed in it. Roles are checked
/// against it when they are given, documents when something is done to them.
/// </summary>
public static class ConflictMatrix
{
    /// <summary>Days for which maintaining a master record binds.</summary>
    public const int RecordDays = 90;

    /// <summary>All rows, by number.</summary>
    public static IReadOnlyList<Conflict> All { get; } =
    [
        new(1, [Duty.MaintainSupplier], [Duty.ReleaseOrder, Duty.ApproveOrder], "fictitious supplier", Hard)
        {
            Standing = [(Permission.MaintainSuppliers, Permission.ReleasePurchaseOrder), (Permission.MaintainSuppliers, Permission.Approve)],
            Chain = "Whoever created or changed a supplier releases and approves no order to it.", Days = RecordDays,
        },
        new(2, [Duty.MaintainBank], [Duty.PaySupplier], "diversion", Hard)
        {
            Standing = [(Permission.MaintainSuppliers, Permission.PaySupplier)],
            Chain = "Whoever entered a bank account of a supplier does not pay it.", Days = RecordDays,
        },
        new(3, [Duty.WriteOrder], [Duty.ApproveOrder], "self-dealing", Hard)
        {
            Chain = "Whoever asked for, wrote or edited what is to be approved has no vote on it.",
        },
        new(4, [Duty.WriteOrder, Duty.ReleaseOrder, Duty.ApproveOrder], [Duty.ReceiveGoods], "phantom receipt", Hard)
        {
            Standing = [(Permission.ReleasePurchaseOrder, Permission.ReceiveGoods)],
            Chain = "Whoever wrote, released, approved or changed an order line does not receive it, nor the other way round.",
        },
        new(5, [Duty.ReceiveGoods], [Duty.MatchInvoice], "phantom liability", Hard)
        {
            Standing = [(Permission.ReceiveGoods, Permission.PostSupplierInvoice)],
            Chain = "Whoever received on an order line posts no invoice for it, nor the other way round.",
        },
        new(6, [Duty.MatchInvoice], [Duty.PaySupplier], "false payment", Hard)
        {
            Standing = [(Permission.PostSupplierInvoice, Permission.PaySupplier)],
            Chain = "Whoever posted an invoice does not pay it.",
        },
        new(7, [Duty.ReceiveGoods, Duty.PickGoods], [Duty.AdjustStock], "concealment", HardFromAmount)
        {
            Chain = "Whoever received or picked an item at a site does not adjust it there.", Days = RecordDays, HardFrom = Amount.Of(500),
        },
        new(8, [Duty.CountStock], [Duty.ApproveVariance], "concealment", Hard)
        {
            Chain = "Whoever counted has no vote on the difference.",
        },
        new(9, [Duty.KeepPlace], [Duty.CountStock], "concealment", Soft)
        {
            Standing = [(Permission.MoveStock, Permission.CountStock)],
            Chain = "Whoever moved a class A item in or out of a place does not count it there.", Days = 7,
        },
        new(10, [Duty.EditTerms], [Duty.ReleaseOrder, Duty.ApproveOrder, Duty.AdjustStock], "margin or valuation abuse", Hard)
        {
            Standing =
            [
                (Permission.MaintainItems, Permission.ReleasePurchaseOrder), (Permission.MaintainItems, Permission.AdjustStock),
                (Permission.ChangePrices, Permission.ReleasePurchaseOrder), (Permission.ChangePrices, Permission.AdjustStock),
            ],
            Chain = "Whoever set cost, terms or prices of an item releases and approves no order for it and does not adjust it.", Days = RecordDays,
        },
        new(11, [Duty.SetReorderPolicy], [Duty.ApproveBeyondBounds], "overbuy", Soft) { Missing = "Reorder policies are not kept as documents yet." },
        new(12, [Duty.ShipTransfer], [Duty.DecideShortage], "transit theft", Hard)
        {
            Chain = "Whoever shipped any part of a transfer does not decide on what did not arrive of it, nor the other way round.",
        },
        new(13, [Duty.AcceptReturn], [Duty.CreditReturn], "false return", Hard)
        {
            Chain = "Whoever booked a customer's return in does not credit it later.",
            Missing = "Returns are not authorised beforehand yet, and a return that is credited as it is booked in has one person on both sides.",
        },
        new(14, [Duty.EditApprovalTable], [Duty.ApproveUnderTable], "control bypass", Hard)
        {
            Standing = [(Permission.MaintainPolicies, Permission.ReleasePurchaseOrder), (Permission.MaintainParameters, Permission.ReleasePurchaseOrder)],
            Chain = "Whoever wrote an approval table or put it in force does not approve under it on the same day.",
        },
        new(15, [Duty.AdministerUsers], [Duty.WriteOperations], "privilege abuse", Hard)
        {
            Standing = [.. Operational.Select(right => (Permission.ManagePeople, right))],
        },
        new(16, [Duty.ChangeAllocationRank], [Duty.SellToOwnCustomer], "favouritism", Soft) { Missing = "Ranks of customers are not kept yet." },
        new(17, [Duty.SetTransferPrice], [Duty.ApproveIntercompany], "profit shifting", Hard) { Missing = "Nothing moves between entities yet." },
        new(18, [Duty.SetAutonomy], [Duty.ApproveRecommendation], "automation bias", Hard) { Missing = "No model decides on anything yet." },
        new(19, [Duty.OwnSupplierClaim], [Duty.ReceiveClaimedGoods], "collusion", Soft) { Missing = "Claims against suppliers are not kept yet." },
        new(20, [Duty.ReopenPeriod], [Duty.PostInPeriod], "misstatement", Hard)
        {
            Chain = "Whoever opened a closed month again posts nothing in it.",
        },
        new(21, [Duty.DelegateApproval], [Duty.ApproveThroughDelegate], "circumvention", Hard)
        {
            Chain = "Whoever wrote a document lends nobody a right to approve it, and a lent right makes no new pair of duties.",
        },
    ];

    private static Permission[] Reading =>
    [
        Permission.SignIn, Permission.SeeStock, Permission.SeeItems, Permission.SeePurchasing, Permission.SeeSales, Permission.SeeBooks, Permission.SeeAudit,
        Permission.SeeApprovals, Permission.ManagePeople,
    ];

    private static IEnumerable<Permission> Operational => Enum.GetValues<Permission>().Except(Reading);

    /// <summary>The row with a number.</summary>
    public static Conflict Row(int number) => All[number - 1];

    /// <summary>
    /// Decides whether somebody may do a duty after what was done on the same chain: the row that forbids it, a hard one before a soft one, or null.
    /// The product itself, person 0, is nobody.
    /// </summary>
    public static Conflict? Clash(PersonId person, Duty duty, IEnumerable<Deed> before, DateTimeOffset now, Amount worth = default) =>
        Clash(All, person, duty, before, now, worth);

    /// <summary>The same by these rows; the product always takes all, tests take one away.</summary>
    internal static Conflict? Clash(IReadOnlyList<Conflict> rows, PersonId person, Duty duty, IEnumerable<Deed> before, DateTimeOffset now, Amount worth)
    {
        if (person.Value == 0) return null;
        Conflict? found = null;
        foreach (var deed in before)
        {
            if (deed.Person != person) continue;
            foreach (var row in rows)
            {
                if (!row.Parts(duty, deed.Duty) || (row.Days is { } days && deed.At is { } at && at.AddDays(days) <= now)) continue;
                if (row.IsHard(worth)) return row;
                found ??= row;
            }
        }

        return found;
    }

    /// <summary>
    /// The pairs of rights that roles would put into one hand. A role that needs both sides itself (a warehouse manager receives and adjusts) holds
    /// them as one: such duties are kept apart at the documents.
    /// </summary>
    public static IEnumerable<RightsClash> ClashesOf(IReadOnlyCollection<Role> roles)
    {
        var held = roles.SelectMany(r => r.Permissions).ToHashSet();
        foreach (var row in All)
        {
            foreach (var (one, other) in row.Standing)
            {
                if (held.Contains(one) && held.Contains(other) && !roles.Any(r => r.Permissions.Contains(one) && r.Permissions.Contains(other)))
                    yield return new RightsClash(row, one, other);
            }
        }
    }
}

/// <summary>Two rights in one hand that a row keeps apart.</summary>
/// <param name="Row">The row.</param>
/// <param name="One">One right.</param>
/// <param name="Other">The other.</param>
public sealed record RightsClash(Conflict Row, Permission One, Permission Other);
