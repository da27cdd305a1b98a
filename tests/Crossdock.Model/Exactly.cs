using System.Numerics;

namespace Crossdock.Model;

/// <summary>Arithmetic of the model: big fractions, rounded half away from zero only where cents are posted.</summary>
public static class Exactly
{
    /// <summary>The part of a value in cents that belongs to a part of a quantity.</summary>
    public static long Share(long value, decimal part, decimal whole)
    {
        if (whole == 0m) return 0;
        var (partTop, partBottom) = Fraction(part);
        var (wholeTop, wholeBottom) = Fraction(whole);
        return Rounded(value * partTop * wholeBottom, partBottom * wholeTop);
    }

    /// <summary>The cents that a quantity costs at a price that holds for <paramref name="per"/> units.</summary>
    public static long Worth(decimal quantity, decimal price, decimal per = 1m)
    {
        var (quantityTop, quantityBottom) = Fraction(quantity);
        var (priceTop, priceBottom) = Fraction(price);
        var (perTop, perBottom) = Fraction(per);
        return Rounded(100 * quantityTop * priceTop * perBottom, quantityBottom * priceBottom * perTop);
    }

    /// <summary>The price of one unit of a quantity that is worth so much, rounded to millionths.</summary>
    public static decimal PerUnit(long cents, decimal quantity)
    {
        var (top, bottom) = Fraction(quantity);
        return Rounded(cents * 10_000 * bottom, top) / 1_000_000m;
    }

    /// <summary>Splits an amount by weights with the largest remainder; the parts add up to the amount.</summary>
    public static long[] Split(long amount, IReadOnlyList<decimal> weights)
    {
        var scale = weights.Select(w => Fraction(w).Bottom).Aggregate(BigInteger.One, BigInteger.Max);
        var whole = weights.Select(w => Fraction(w)).Select(f => f.Top * (scale / f.Bottom)).ToArray();
        var sum = whole.Aggregate(BigInteger.Zero, (a, b) => a + b);
        if (sum.IsZero) return new long[weights.Count];
        var size = BigInteger.Abs(amount);
        var parts = whole.Select(w => (Floor: size * w / sum, Remainder: size * w % sum)).ToArray();
        var left = (int)(size - parts.Aggregate(BigInteger.Zero, (a, p) => a + p.Floor));
        var lucky = Enumerable.Range(0, parts.Length).OrderByDescending(i => parts[i].Remainder).Take(left).ToHashSet();
        return [.. parts.Select((p, i) => (long)(p.Floor + (lucky.Contains(i) ? 1 : 0)) * Math.Sign(amount))];
    }

    /// <summary>How many whole packs cover a need.</summary>
    public static long Packs(decimal need, decimal pack) => (long)decimal.Ceiling(need / pack);

    /// <summary>Whether a number has at most so many decimals.</summary>
    public static bool Fits(decimal number, int decimals) => decimal.Round(number, decimals) == number;

    private static long Rounded(BigInteger top, BigInteger bottom)
    {
        if (bottom.Sign < 0) (top, bottom) = (-top, -bottom);
        var size = (2 * BigInteger.Abs(top) + bottom) / (2 * bottom);
        return (long)size * top.Sign;
    }

    private static (BigInteger Top, BigInteger Bottom) Fraction(decimal number)
    {
        var bits = decimal.GetBits(number);
        var top = new BigInteger((uint)bits[2]) << 64 | new BigInteger((uint)bits[1]) << 32 | new BigInteger((uint)bits[0]);
        var bottom = BigInteger.Pow(10, (bits[3] >> 16) & 0xFF);
        return (number < 0m ? -top : top, bottom);
    }
}
