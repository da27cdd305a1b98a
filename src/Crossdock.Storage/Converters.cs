using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Crossdock.Storage;

internal sealed class GuidToBytes() : ValueConverter<Guid, byte[]>(v => v.ToByteArray(true), v => new Guid(v, true));

internal sealed class InstantToMicros() : ValueConverter<DateTimeOffset, long>(v => Instants.ToMicros(v), v => Instants.FromMicros(v));

internal sealed class DateToNumber() : ValueConverter<DateOnly, int>(v => Instants.ToNumber(v), v => Instants.FromNumber(v));

internal sealed class QuantityToLong() : ValueConverter<Quantity, long>(v => v.Micros, v => new(v));

internal sealed class AmountToLong() : ValueConverter<Amount, long>(v => v.TenThousandths, v => new(v));

internal sealed class UnitPriceToLong() : ValueConverter<UnitPrice, long>(v => v.Millionths, v => new(v));

internal sealed class CurrencyToText() : ValueConverter<Currency, string>(v => v.Code, v => Currency.Of(v));

internal sealed class EntityIdToInt() : ValueConverter<EntityId, int>(v => v.Value, v => new(v));

internal sealed class SiteIdToInt() : ValueConverter<SiteId, int>(v => v.Value, v => new(v));

internal sealed class PlaceIdToInt() : ValueConverter<PlaceId, int>(v => v.Value, v => new(v));

internal sealed class ItemIdToInt() : ValueConverter<ItemId, int>(v => v.Value, v => new(v));

internal sealed class PartnerIdToInt() : ValueConverter<PartnerId, int>(v => v.Value, v => new(v));

internal sealed class PersonIdToInt() : ValueConverter<PersonId, int>(v => v.Value, v => new(v));

internal sealed class LotIdToLong() : ValueConverter<LotId, long>(v => v.Value, v => new(v));

/// <summary>Instants and dates as the databases keep them.</summary>
public static class Instants
{
    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public static long ToMicros(DateTimeOffset instant) => (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant of a number of microseconds since 1970-01-01 UTC.</summary>
    public static DateTimeOffset FromMicros(long micros) => new(DateTime.UnixEpoch.Ticks + (micros * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The date as <c>yyyyMMdd</c>: readable in any tool, and it sorts.</summary>
    public static int ToNumber(DateOnly date) => (date.Year * 10000) + (date.Month * 100) + date.Day;

    /// <summary>The date of a <c>yyyyMMdd</c> number.</summary>
    public static DateOnly FromNumber(int number) => new(number / 10000, number / 100 % 100, number % 100);
}
