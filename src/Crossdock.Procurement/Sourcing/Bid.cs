namespace Crossdock.Procurement.Sourcing;

/// <summary>What a supplier said, whole. A correction is a further one; the last that counts does. Never changed.</summary>
internal sealed class Bid
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public Guid RequestId { get; init; }
    public PartnerId SupplierId { get; init; }

    /// <summary>1 for the supplier's first, 2 for its correction.</summary>
    public int Number { get; init; }

    public Currency Currency { get; init; }

    /// <summary>Why it does not bid; null when it does.</summary>
    public string? NoBidReason { get; init; }

    /// <summary>True when it came after the others were opened: it is kept aside, unread, until two people accept it.</summary>
    public bool IsLate { get; init; }

    public string? Note { get; init; }
    public PersonId KeyedBy { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>What a supplier asks for a line. Never changed.</summary>
internal sealed class BidLine
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public long BidId { get; init; }
    public int Line { get; init; }

    /// <summary>Offered, in base units.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>The unit it was offered in.</summary>
    public string Unit { get; init; } = "";

    public UnitPrice Price { get; init; }
    public string PriceUnit { get; init; } = "";
    public long PriceNumerator { get; init; }
    public long PriceDenominator { get; init; }
    public int LeadTimeDays { get; init; }

    /// <summary>The least that can be ordered of it, in base units; zero when any quantity goes.</summary>
    public Quantity Minimum { get; init; }

    public PurchasePrice PriceAsGiven() => new(Price, PriceUnit, new PackSize(PriceNumerator, PriceDenominator));
}

/// <summary>Somebody lets a late bid count. Never changed.</summary>
internal sealed class LateAcceptance
{
    /// <summary>How many different people it takes.</summary>
    public const int Needed = 2;

    public long Id { get; init; }
    public long PostingId { get; init; }
    public long BidId { get; init; }
    public PersonId PersonId { get; init; }
    public string Reason { get; init; } = "";
    public DateTimeOffset At { get; init; }
}

internal static class SourcingRows
{
    public static readonly RowMap<Bid> Bids = new("procurement_bids");
    public static readonly RowMap<BidLine> BidLines = new("procurement_bid_lines");
    public static readonly RowMap<LateAcceptance> Acceptances = new("procurement_late_acceptances");
    public static readonly RowInsert<Bid> InsertBid = new(Bids, sealedRow: true);
    public static readonly RowInsert<BidLine> InsertBidLine = new(BidLines, sealedRow: true);
    public static readonly RowInsert<LateAcceptance> InsertAcceptance = new(Acceptances, sealedRow: true);
}
