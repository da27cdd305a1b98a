namespace Crossdock.MasterData.ItemRecords;

/// <summary>A new item whose fields have been decided on: spelled as stored, units exact, numbers checked.</summary>
internal sealed class ItemPlan
{
    private readonly NewItem item;
    private readonly List<StoredPackPlan> packs = [];
    private readonly List<(ReferenceKind Kind, string Number, string? Partner)> references = [];

    private ItemPlan(NewItem item, int row, string code, string baseUnit)
    {
        this.item = item;
        Row = row;
        Code = code;
        BaseUnit = baseUnit;
    }

    public int Row { get; }

    public string Code { get; }

    public string BaseUnit { get; }

    public IEnumerable<string> Gtins => packs.Select(p => p.Gtin).OfType<string>();

    public IEnumerable<(PartnerKind Kind, string Code)> Partners =>
        references.Where(r => r.Partner is not null).Select(r => (KindOf(r.Kind), r.Partner!))
            .Concat(item.Supplier is null ? [] : [(PartnerKind.Supplier, Organisation.Code.Normal(item.Supplier))]);

    public static Result<ItemPlan> Decide(NewItem item, int row)
    {
        if (Organisation.Code.Refused(item.Code, "an item", out var refusal, out var code)) return refusal with { Pointer = $"/items/{row}/code" };
        if (item.StandardCost is { IsNegative: true } || item.ListPrice is { IsNegative: true }) return new PriceNegative(code) { Pointer = $"/items/{row}" };
        if (ItemMeasures.Wrong(code, item.BaseUnit, item.Weight, item.Volume) is { } wrong) return wrong with { Pointer = $"/items/{row}{wrong.Pointer}" };
        var plan = new ItemPlan(item, row, code, UnitCode(item.BaseUnit));
        var units = new HashSet<string>(StringComparer.Ordinal);
        NewPack[] all = [new(item.BaseUnit, 1, 1, item.Gtin, item.BaseDecimals), .. item.Packs ?? []];
        for (var i = 0; i < all.Length; i++)
        {
            if (PackRules.Decide(code, all[i], item.BaseDecimals).Refused(out refusal, out var pack))
                return refusal with { Pointer = i == 0 ? $"/items/{row}/gtin" : $"/items/{row}/packs/{i - 1}" };
            if (!units.Add(pack.Unit)) return new UnitTwice(code, pack.Unit) { Pointer = $"/items/{row}/packs/{i - 1}" };
            plan.packs.Add(pack);
        }

        foreach (var reference in item.References ?? [])
        {
            if (reference.Kind is ReferenceKind.Supplier or ReferenceKind.Customer && string.IsNullOrWhiteSpace(reference.Partner))
                return new ReferenceWithoutPartner(reference.Number) { Pointer = $"/items/{row}/references" };
            plan.references.Add((reference.Kind, Organisation.Code.Normal(reference.Number), reference.Partner is null ? null : Organisation.Code.Normal(reference.Partner)));
        }

        return plan;
    }

    /// <summary>A code or a trade item number that two rows of the same request share.</summary>
    public static Refusal? FindRepeat(List<ItemPlan> plans)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var gtins = new HashSet<string>(StringComparer.Ordinal);
        foreach (var plan in plans)
        {
            if (!codes.Add(plan.Code)) return new CodeTaken("item", plan.Code) { Pointer = $"/items/{plan.Row}/code" };
            foreach (var gtin in plan.Gtins)
                if (!gtins.Add(gtin)) return new GtinTaken(gtin) { Pointer = $"/items/{plan.Row}" };
        }

        return null;
    }

    public StoredItem ToItem(ItemId id, Dictionary<(PartnerKind Kind, string Code), PartnerId> partners) => new()
    {
        Id = id,
        Code = Code,
        Name = item.Name.Trim(),
        Category = (item.Category ?? "").Trim(),
        Class = (item.Class ?? "").Trim().ToUpperInvariant(),
        BaseUnit = BaseUnit,
        BaseDecimals = item.BaseDecimals,
        Tracking = item.Tracking,
        Valuation = item.Valuation,
        Active = true,
        StandardCost = item.StandardCost ?? UnitPrice.Zero,
        ListPrice = item.ListPrice ?? UnitPrice.Zero,
        SupplierId = item.Supplier is null ? null : partners[(PartnerKind.Supplier, Organisation.Code.Normal(item.Supplier))],
        ShelfLifeDays = item.ShelfLifeDays,
        Weight = item.Weight,
        Volume = item.Volume,
        Version = 1,
    };

    public IEnumerable<StoredPack> ToPacks(ItemId id) => packs.Select(p => p.ToStored(id));

    public IEnumerable<StoredReference> ToReferences(ItemId id, Dictionary<(PartnerKind Kind, string Code), PartnerId> partners) =>
        references.Distinct().Select(r => new StoredReference
        {
            ItemId = id,
            Kind = r.Kind,
            Number = r.Number,
            PartnerId = r.Partner is null ? default : partners[(KindOf(r.Kind), r.Partner)],
        });

    internal static string UnitCode(string unit) => unit.Trim().ToLowerInvariant();

    private static PartnerKind KindOf(ReferenceKind kind) => kind == ReferenceKind.Customer ? PartnerKind.Customer : PartnerKind.Supplier;
}

internal sealed record StoredPackPlan(string Unit, PackSize Size, string? Gtin, int Decimals, bool Purchase, bool Sales)
{
    public StoredPack ToStored(ItemId item) => new()
    {
        ItemId = item,
        Unit = Unit,
        Numerator = Size.Numerator,
        Denominator = Size.Denominator,
        Gtin = Gtin,
        Decimals = Decimals,
        Purchase = Purchase,
        Sales = Sales,
    };
}

/// <summary>What may be said of the weight and the volume of a base unit.</summary>
internal static class ItemMeasures
{
    /// <summary>The most that one base unit may weigh, in kilograms, or take up, in litres.</summary>
    private const long Most = 1_000_000;

    /// <summary>Why they cannot be kept, or null. Nothing said is well; nothing at all weighs less than zero.</summary>
    public static Refusal? Wrong(string item, string unit, Quantity? weight, Quantity? volume) =>
        IsWrong(weight) ? new WeightOutOfRange(item, unit.Trim()) { Pointer = "/weight" } : IsWrong(volume) ? new VolumeOutOfRange(item, unit.Trim()) { Pointer = "/volume" } : null;

    private static bool IsWrong(Quantity? measure) => measure is { } given && (given.IsNegative || given > Quantity.Units(Most));
}

/// <summary>What a unit must be before it may be defined.</summary>
internal static class PackRules
{
    /// <summary>
    /// A unit that people count or sell in must come out exact in the base unit: refused here, not at the first shipment. Only a measure
    /// that is bought in (pounds of an item kept in kilograms) may be finer than the base unit, because there the base quantity is in control.
    /// </summary>
    public static Result<StoredPackPlan> Decide(string item, NewPack pack, int baseDecimals)
    {
        var unit = ItemPlan.UnitCode(pack.Unit);
        if (unit.Length == 0 || unit.Any(char.IsWhiteSpace)) return new UnitCodeNotUsable(pack.Unit);
        var size = Shortened(pack.Contains, pack.Per);
        if (!size.IsExact(baseDecimals) && (pack.Sales || pack.Decimals == 0)) return new PackNotExact(item, unit, size, baseDecimals);
        string? digits = null;
        if (!string.IsNullOrWhiteSpace(pack.Gtin))
        {
            if (Gtin.Parse(pack.Gtin).Refused(out var refusal, out var gtin)) return refusal;
            digits = gtin.Digits;
        }

        return new StoredPackPlan(unit, size, digits, pack.Decimals, pack.Purchase, pack.Sales);
    }

    private static PackSize Shortened(long numerator, long denominator)
    {
        var (a, b) = (numerator, denominator);
        while (b != 0) (a, b) = (b, a % b);
        return a == 0 ? new(numerator, denominator) : new(numerator / a, denominator / a);
    }
}
