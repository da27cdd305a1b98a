namespace Crossdock.MasterData;

/// <summary>What a supplier may ask a minimum of beside the value.</summary>
public enum MinimumMeasure
{
    /// <summary>The weight of the goods, in kilograms.</summary>
    Weight = 1,

    /// <summary>The room they take up, in litres.</summary>
    Volume = 2,
}

/// <summary>
/// How much goods come to: their value in the currency of the context, their weight and their volume. Weight and volume are exact, in trillionths of a
/// kilogram and of a litre, because both the measure of a base unit and the quantity have millionths. What is not known counts as nothing.
/// </summary>
/// <param name="Value">What they cost.</param>
/// <param name="WeightTrillionths">What they weigh; 1000000000000 of it are a kilogram.</param>
/// <param name="VolumeTrillionths">What room they take up; 1000000000000 of it are a litre.</param>
public readonly record struct OrderSize(Amount Value, Int128 WeightTrillionths, Int128 VolumeTrillionths)
{
    /// <summary>Some goods of one item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="quantity">How much of it, in base units.</param>
    /// <param name="value">What that costs.</param>
    public static OrderSize Of(Item item, Quantity quantity, Amount value) => new(value, Times(item.Weight, quantity), Times(item.Volume, quantity));

    /// <summary>The weight in kilograms, cut to a millionth: never more than there is.</summary>
    public Quantity Weight => Measures.Cut(WeightTrillionths);

    /// <summary>The volume in litres, cut to a millionth: never more than there is.</summary>
    public Quantity Volume => Measures.Cut(VolumeTrillionths);

    /// <summary>Both together, checked for overflow.</summary>
    public static OrderSize operator +(OrderSize a, OrderSize b) =>
        new(a.Value + b.Value, checked(a.WeightTrillionths + b.WeightTrillionths), checked(a.VolumeTrillionths + b.VolumeTrillionths));

    private static Int128 Times(Quantity? each, Quantity quantity) => each is { } known ? (Int128)known.Micros * quantity.Micros : 0;
}

/// <summary>The least a supplier takes: each is optional, and all that are set must be reached. Zero asks for nothing.</summary>
/// <param name="Value">The least value, in the currency of the context.</param>
/// <param name="Weight">The least weight, in kilograms.</param>
/// <param name="Volume">The least volume, in litres.</param>
public sealed record OrderMinima(Amount? Value = null, Quantity? Weight = null, Quantity? Volume = null)
{
    /// <summary>True when something is asked for.</summary>
    public bool IsAny => Value is { IsPositive: true } || Weight is { IsPositive: true } || Volume is { IsPositive: true };

    /// <summary>What goods lack to it, measure by measure.</summary>
    public MinimumGap Gap(OrderSize goods) => new(
        Value is { IsPositive: true } value ? value - goods.Value : null,
        Weight is { IsPositive: true } weight ? ((Int128)weight.Micros * Quantity.Scale) - goods.WeightTrillionths : null,
        Volume is { IsPositive: true } volume ? ((Int128)volume.Micros * Quantity.Scale) - goods.VolumeTrillionths : null);

    /// <summary>Goods beside the least weight and the least volume, where they are asked for.</summary>
    /// <param name="goods">How much they come to.</param>
    /// <param name="items">Their items, to tell of which ones it is not known.</param>
    public IReadOnlyList<MeasuredMinimum> Measured(OrderSize goods, IEnumerable<Item> items)
    {
        var known = items.OrderBy(i => i.Code, StringComparer.Ordinal).ToList();
        var found = new List<MeasuredMinimum>();
        if (Weight is { IsPositive: true } weight) found.Add(new(MinimumMeasure.Weight, goods.Weight, weight, Measures.Lacking(weight, goods.Weight), [.. known.Where(i => i.Weight is null).Select(i => i.Code).Distinct()]));
        if (Volume is { IsPositive: true } volume) found.Add(new(MinimumMeasure.Volume, goods.Volume, volume, Measures.Lacking(volume, goods.Volume), [.. known.Where(i => i.Volume is null).Select(i => i.Code).Distinct()]));
        return found;
    }

    /// <summary>"120.00 EUR and 500 kg"; the empty text when nothing is asked for.</summary>
    public string Words(Currency currency) => new[]
    {
        Value is { IsPositive: true } value ? value.Words(currency) : null, Weight is { IsPositive: true } weight ? weight.Words(Measures.Kilogram) : null,
        Volume is { IsPositive: true } volume ? volume.Words(Measures.Litre) : null,
    }.OfType<string>().ToList().Listed();
}

/// <summary>What an order lacks to the least its supplier takes, by measure: null where nothing is asked, zero or less where it is reached.</summary>
/// <param name="Value">Missing value, in the currency of the context.</param>
/// <param name="Weight">Missing weight, in trillionths of a kilogram.</param>
/// <param name="Volume">Missing volume, in trillionths of a litre.</param>
public readonly record struct MinimumGap(Amount? Value, Int128? Weight, Int128? Volume)
{
    /// <summary>True when any of them is missing.</summary>
    public bool IsOpen => Value is { IsPositive: true } || Weight > 0 || Volume > 0;

    /// <summary>True when goods bring something of what is missing.</summary>
    public bool IsHelpedBy(OrderSize goods) =>
        (Value is { IsPositive: true } && goods.Value.IsPositive) || (Weight > 0 && goods.WeightTrillionths > 0) || (Volume > 0 && goods.VolumeTrillionths > 0);

    /// <summary>True when goods bring all of what is missing, as far as other goods of their kind bring any of it.</summary>
    /// <param name="goods">The goods.</param>
    /// <param name="most">As much of them as there can be.</param>
    public bool IsFilledBy(OrderSize goods, OrderSize most) =>
        !(Value is { IsPositive: true } value && most.Value.IsPositive && goods.Value < value)
        && !(Weight is { } weight && weight > 0 && most.WeightTrillionths > 0 && goods.WeightTrillionths < weight)
        && !(Volume is { } volume && volume > 0 && most.VolumeTrillionths > 0 && goods.VolumeTrillionths < volume);

    /// <summary>What is still missing beside goods; less than zero where they bring more.</summary>
    public static MinimumGap operator -(MinimumGap gap, OrderSize goods) => new(
        gap.Value - goods.Value, checked(gap.Weight - goods.WeightTrillionths), checked(gap.Volume - goods.VolumeTrillionths));

    /// <summary>What is missing: "20.00 EUR and 120 kg".</summary>
    public string Missing(Currency currency) => Words(currency, 1);

    /// <summary>What there is more than asked for: "6.00 EUR and 3 kg"; the empty text when it is just enough.</summary>
    public string Beyond(Currency currency) => Words(currency, -1);

    private string Words(Currency currency, int sign)
    {
        var parts = new List<string>();
        if (Value is { } value && value.TenThousandths * sign > 0) parts.Add(value.Abs().Words(currency));
        if (Weight is { } weight && weight * sign > 0) parts.Add(Measures.Up(weight).Abs().Words(Measures.Kilogram));
        if (Volume is { } volume && volume * sign > 0) parts.Add(Measures.Up(volume).Abs().Words(Measures.Litre));
        return parts.Listed();
    }
}

/// <summary>What goods weigh, or what room they take up, beside the least their supplier takes.</summary>
/// <param name="Measure">Weight or volume.</param>
/// <param name="Goods">What the goods come to, in the unit, cut to a millionth.</param>
/// <param name="Minimum">The least, in the unit.</param>
/// <param name="Lacking">What is missing to it; zero when it is reached.</param>
/// <param name="Unknown">Codes of the items of which it is not known; they count as nothing.</param>
public sealed record MeasuredMinimum(MinimumMeasure Measure, Quantity Goods, Quantity Minimum, Quantity Lacking, IReadOnlyList<string> Unknown)
{
    private const int MostNamed = 5;

    /// <summary>kg or l.</summary>
    public string Unit => Measure == MinimumMeasure.Weight ? Measures.Kilogram : Measures.Litre;

    /// <summary>What the goods come to: "120 kg".</summary>
    public string GoodsWords => Goods.Words(Unit);

    /// <summary>"120 kg of 500 kg".</summary>
    public string Words => $"{GoodsWords} of {Minimum.Words(Unit)}";

    /// <summary>How it stands to the least, and which items do not count: "380 kg lacking to the minimum of 500 kg. No weight is known of W, which counts as nothing."</summary>
    public string Note => string.Join(' ', new[]
    {
        Lacking.IsZero ? $"The minimum of {Minimum.Words(Unit)} is reached." : $"{Lacking.Words(Unit)} lacking to the minimum of {Minimum.Words(Unit)}.", UnknownWords,
    }.OfType<string>());

    /// <summary>Which items do not count: "No weight is known of W and X, which count as nothing." Null when it is known of all.</summary>
    public string? UnknownWords
    {
        get
        {
            if (Unknown.Count == 0) return null;
            var named = Unknown.Count <= MostNamed ? Unknown : [.. Unknown.Take(MostNamed), $"{Unknown.Count - MostNamed} more"];
            return $"No {(Measure == MinimumMeasure.Weight ? "weight" : "volume")} is known of {named.Listed()}, which {(Unknown.Count == 1 ? "counts" : "count")} as nothing.";
        }
    }
}

/// <summary>Units and rounding of weight and volume.</summary>
internal static class Measures
{
    public const string Kilogram = "kg";
    public const string Litre = "l";

    /// <summary>Whole millionths, the rest left out.</summary>
    public static Quantity Cut(Int128 trillionths) => new(checked((long)(trillionths / Quantity.Scale)));

    /// <summary>Whole millionths, not less than there are: what is missing must not be said as less than it is.</summary>
    public static Quantity Up(Int128 trillionths) => new(checked((long)((trillionths / Quantity.Scale) + (trillionths % Quantity.Scale > 0 ? 1 : 0))));

    public static Quantity Lacking(Quantity least, Quantity goods) => goods < least ? least - goods : Quantity.Zero;
}
