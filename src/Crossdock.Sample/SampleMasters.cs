using Crossdock.Kernel;

namespace Crossdock.Sample;

/// <summary>A legal entity with books of its own.</summary>
/// <param name="Code">Its key in the plan.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">Currency of its books.</param>
/// <param name="TimeZone">IANA zone of its accounting days.</param>
public sealed record SampleEntity(string Code, string Name, Currency Currency, string TimeZone);

/// <summary>What a warehouse is for.</summary>
public enum SampleSiteRole
{
    /// <summary>Buys from suppliers, serves its shops and supplies the branches.</summary>
    Hub,

    /// <summary>Serves its shops from what its hub sends.</summary>
    Branch,
}

/// <summary>What a bin is for.</summary>
public enum SampleBinKind
{
    /// <summary>Goods just unloaded.</summary>
    Receiving,

    /// <summary>Goods to pick from.</summary>
    Storage,

    /// <summary>Picked goods.</summary>
    Staging,

    /// <summary>Packed goods at the door.</summary>
    Shipping,

    /// <summary>Returned, doubted or damaged goods.</summary>
    Quarantine,
}

/// <summary>A bin of a site.</summary>
/// <param name="Code">Its label, unique in the site.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Zone">The zone it stands in.</param>
/// <param name="PickSequence">Its place on the walk through the warehouse; 0 where nothing is picked.</param>
public sealed record SampleBin(string Code, SampleBinKind Kind, string Zone, int PickSequence);

/// <summary>A warehouse at a real city.</summary>
/// <param name="Code">Its key in the plan.</param>
/// <param name="Name">Its name.</param>
/// <param name="Entity">The owning entity.</param>
/// <param name="City">City in Iowa.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Role">Hub or branch.</param>
/// <param name="SuppliedBy">A branch's hub; null for a hub.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Bins">All its bins.</param>
public sealed record SampleSite(
    string Code, string Name, string Entity, string City, double Latitude, double Longitude, SampleSiteRole Role, string? SuppliedBy,
    string TimeZone, IReadOnlyList<SampleBin> Bins)
{
    /// <summary>Where goods are unloaded.</summary>
    public string Dock => Bins.First(bin => bin.Kind == SampleBinKind.Receiving).Code;

    /// <summary>Where picked goods wait.</summary>
    public string Staging => Bins.First(bin => bin.Kind == SampleBinKind.Staging).Code;

    /// <summary>Where doubted goods wait.</summary>
    public string Quarantine => Bins.First(bin => bin.Kind == SampleBinKind.Quarantine).Code;
}

/// <summary>A supplier with the terms one buys at.</summary>
/// <param name="Code">Vendor number of the source.</param>
/// <param name="Name">Its name.</param>
/// <param name="Currency">Currency of its prices and invoices.</param>
/// <param name="Incoterm">Who carries what, as on the profile's real deliveries; DDP for domestic ones.</param>
/// <param name="FreightShareMillionths">Freight it adds, in millionths of the goods' value; 0 when the price includes it.</param>
/// <param name="PaymentTermsDays">Net days.</param>
/// <param name="LeadTimeDays">Planned days from order to dock.</param>
/// <param name="LeadTimeProfile">Profile of the delivery data its dates are drawn from.</param>
public sealed record SampleSupplier(
    string Code, string Name, Currency Currency, string Incoterm, int FreightShareMillionths, int PaymentTermsDays, int LeadTimeDays, int LeadTimeProfile);

/// <summary>A pack of an item.</summary>
/// <param name="Unit">bottle, inner or case.</param>
/// <param name="Size">Bottles in it.</param>
/// <param name="Gtin">Its trade item number, when the source had a right and unshared one.</param>
public sealed record SamplePack(string Unit, PackSize Size, Gtin? Gtin);

/// <summary>An item; its base unit is the bottle, indivisible.</summary>
/// <param name="Code">Item number of the source.</param>
/// <param name="Name">Description.</param>
/// <param name="Category">Family.</param>
/// <param name="Supplier">Who it is bought from.</param>
/// <param name="Packs">bottle, inner where there is one, and case, smallest first.</param>
/// <param name="Cost">Supplier's price of a bottle in <paramref name="CostCurrency"/>.</param>
/// <param name="CostCurrency">Currency of the supplier.</param>
/// <param name="Price">List price of a bottle in US dollars.</param>
/// <param name="LotTracked">True for what spoils: creams and ready-to-drink.</param>
/// <param name="ShelfLifeDays">Days from delivery to expiry, when lot-tracked.</param>
/// <param name="MinimumCases">Smallest purchase line.</param>
/// <param name="MultipleCases">Step of a purchase line.</param>
/// <param name="BottleMillilitres">Content of a bottle.</param>
/// <param name="ListedOn">Day it came on the list.</param>
/// <param name="Weight">What a full bottle weighs, in kilograms, estimated from its content; null for gift packs and packs of several pieces, whose content does not tell it.</param>
public sealed record SampleItem(
    string Code, string Name, string Category, string Supplier, IReadOnlyList<SamplePack> Packs, UnitPrice Cost, Currency CostCurrency,
    UnitPrice Price, bool LotTracked, int? ShelfLifeDays, int MinimumCases, int MultipleCases, int BottleMillilitres, DateOnly? ListedOn, Quantity? Weight)
{
    /// <summary>Bottles in a case.</summary>
    public int BottlesPerCase => (int)Packs[^1].Size.Numerator;
}

/// <summary>A finding about a code of the source.</summary>
/// <param name="Item">Item it stands on.</param>
/// <param name="Unit">bottle or case.</param>
/// <param name="Found">As found.</param>
/// <param name="Code">What is wrong: a refusal code of the barcode reader, or sample.zeros_restored, sample.shared_code, sample.case_is_bottle.</param>
/// <param name="Message">What is wrong and what was done.</param>
public sealed record CodeFinding(string Item, string Unit, string Found, string Code, string Message);

/// <summary>A shop, served by its nearest warehouse.</summary>
/// <param name="Code">Store number of the source.</param>
/// <param name="Name">Its name.</param>
/// <param name="City">City in Iowa.</param>
/// <param name="Zip">Postal code.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Site">Serving warehouse.</param>
/// <param name="Kilometres">Great-circle distance to it.</param>
/// <param name="Currency">Currency it is billed in.</param>
/// <param name="PaymentTermsDays">Net days.</param>
public sealed record SampleCustomer(
    string Code, string Name, string City, string Zip, double Latitude, double Longitude, string Site, double Kilometres, Currency Currency, int PaymentTermsDays);

/// <summary>An item kept in stock at a site, with the levels the plan's own buying rule uses.</summary>
/// <param name="Site">Site.</param>
/// <param name="Item">Item.</param>
/// <param name="HomeBin">Bin it is put away to and picked from.</param>
/// <param name="Class">A, B or C by cost of demand.</param>
/// <param name="WeeklyDemand">Mean bottles a week of the last half year.</param>
/// <param name="ReorderPoint">Order when the position is at or below.</param>
/// <param name="OrderUpTo">Order up to.</param>
public sealed record SampleStockedItem(
    string Site, string Item, string HomeBin, char Class, Quantity WeeklyDemand, Quantity ReorderPoint, Quantity OrderUpTo);

/// <summary>Stock on the day before the replay.</summary>
/// <param name="Item">Item.</param>
/// <param name="Bin">Bin.</param>
/// <param name="Lot">Lot of a lot-tracked item.</param>
/// <param name="Expiry">The lot's expiry.</param>
/// <param name="Quantity">Bottles.</param>
/// <param name="UnitCost">Cost of a bottle in the entity's currency.</param>
/// <param name="Value">Value in the entity's currency.</param>
public sealed record OpeningLine(string Item, string Bin, string? Lot, DateOnly? Expiry, Quantity Quantity, UnitPrice UnitCost, Amount Value);

/// <summary>The opening stock document of a site.</summary>
public sealed record SampleOpening(string Site, DateTimeOffset At, IReadOnlyList<OpeningLine> Lines, Amount Value);

/// <summary>The opening balance sheet of an entity: stock and bank on one side, equity on the other.</summary>
public sealed record OpeningBooks(string Entity, DateOnly On, Amount Stock, Amount Bank, Amount Equity);

/// <summary>Demand of an earlier week.</summary>
/// <param name="Customer">Shop.</param>
/// <param name="Item">Item.</param>
/// <param name="WeekStart">Monday.</param>
/// <param name="Quantity">Bottles.</param>
public readonly record struct DemandWeek(string Customer, string Item, DateOnly WeekStart, Quantity Quantity);

/// <summary>An exchange rate that holds from a day on.</summary>
/// <param name="From">First day.</param>
/// <param name="Currency">One of this.</param>
/// <param name="In">Is so many of that.</param>
/// <param name="Millionths">The rate in millionths.</param>
public sealed record SampleRate(DateOnly From, Currency Currency, Currency In, long Millionths);
