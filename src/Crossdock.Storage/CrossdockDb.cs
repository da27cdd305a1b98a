using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage;

/// <summary>
/// The one database of a group. Modules add their tables; conventions fix how the exact value types are stored:
/// quantities, amounts and prices as scaled 64-bit integers, instants as UTC microseconds, business dates as <c>yyyyMMdd</c>,
/// document ids as 16 bytes in big-endian order (SQLite) or <c>uuid</c> (PostgreSQL).
/// </summary>
public sealed class CrossdockDb : DbContext, IDataProtectionKeyContext
{
    private readonly ModuleSet modules;

    /// <summary>Opens the model over the given modules.</summary>
    public CrossdockDb(DbContextOptions<CrossdockDb> options, ModuleSet modules)
        : base(options)
    {
        this.modules = modules;
        ChangeTracker.AutoDetectChangesEnabled = true;
    }

    /// <summary>The engine below.</summary>
    public Engine Engine => modules.Engine;

    /// <summary>Keys that protect cookies and links; shared by all nodes.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    internal IReadOnlyList<IModule> Modules => modules.Modules;

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (modules.Engine == Engine.Sqlite) configurationBuilder.Properties<Guid>().HaveConversion<GuidToBytes>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantToMicros>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<DateToNumber>();
        configurationBuilder.Properties<Quantity>().HaveConversion<QuantityToLong>();
        configurationBuilder.Properties<Amount>().HaveConversion<AmountToLong>();
        configurationBuilder.Properties<UnitPrice>().HaveConversion<UnitPriceToLong>();
        configurationBuilder.Properties<Currency>().HaveConversion<CurrencyToText>();
        configurationBuilder.Properties<EntityId>().HaveConversion<EntityIdToInt>();
        configurationBuilder.Properties<SiteId>().HaveConversion<SiteIdToInt>();
        configurationBuilder.Properties<PlaceId>().HaveConversion<PlaceIdToInt>();
        configurationBuilder.Properties<ItemId>().HaveConversion<ItemIdToInt>();
        configurationBuilder.Properties<PartnerId>().HaveConversion<PartnerIdToInt>();
        configurationBuilder.Properties<PersonId>().HaveConversion<PersonIdToInt>();
        configurationBuilder.Properties<LotId>().HaveConversion<LotIdToLong>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        StorageTables.Model(modelBuilder, modules.Engine);
        foreach (var module in modules.Modules) module.Model(modelBuilder, modules.Engine);
        foreach (var type in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in type.GetProperties())
            {
                if (property.GetColumnName() == property.Name) property.SetColumnName(Naming.ToSnakeCase(property.Name));
                if (property.ClrType == typeof(Currency) || property.ClrType == typeof(Currency?)) property.SetMaxLength(3);

                // Keys are given by the application (ids come in blocks, documents carry UUIDv7): the database never invents one.
                if (property.IsPrimaryKey() && type.ClrType.Assembly != typeof(DataProtectionKey).Assembly)
                    property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }

            // A complex type keeps its owner's prefix, in the same spelling.
            foreach (var complex in type.GetComplexProperties())
                foreach (var property in complex.ComplexType.GetProperties())
                    property.SetColumnName(Naming.ToSnakeCase(complex.Name) + "_" + Naming.ToSnakeCase(property.Name));
        }
    }
}
