namespace Crossdock.Kernel;

/// <summary>Integer arithmetic that rounds only where it says so. Half is rounded away from zero.</summary>
public static class Exact
{
    /// <summary><c>a * b / c</c> in 128 bits, half away from zero.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="c"/> is 0.</exception>
    /// <exception cref="OverflowException">The result does not fit 64 bits.</exception>
    public static long MultiplyDivide(long a, long b, long c) => checked((long)Divide((Int128)a * b, c));

    /// <summary><c>a / b</c>, half away from zero.</summary>
    public static Int128 Divide(Int128 a, Int128 b)
    {
        if (b < 0) { a = -a; b = -b; }
        var (quotient, remainder) = Int128.DivRem(a, b);
        var twice = 2 * Int128.Abs(remainder);
        return twice < b ? quotient : quotient + (a < 0 ? -1 : 1);
    }

    /// <summary>Rounds to a multiple of <paramref name="step"/>, half away from zero.</summary>
    public static long RoundTo(long value, long step) => checked((long)(Divide(value, step) * step));

    /// <summary>
    /// Splits <paramref name="total"/> over weights so that the parts add up exactly and each is within one
    /// <paramref name="step"/> of its exact share (largest remainder; ties go to the earlier part).
    /// </summary>
    /// <param name="total">What is split; a multiple of <paramref name="step"/>.</param>
    /// <param name="weights">Non-negative weights, at least one positive.</param>
    /// <param name="step">Smallest piece, 1 by default.</param>
    public static long[] Split(long total, IReadOnlyList<long> weights, long step = 1)
    {
        Int128 sum = 0;
        foreach (var weight in weights)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
            sum += weight;
        }

        if (sum <= 0) throw new ArgumentException("At least one weight must be positive.", nameof(weights));
        if (total % step != 0) throw new ArgumentException("The total must be a multiple of the step.", nameof(total));
        var pieces = total / step;
        var sign = pieces < 0 ? -1 : 1;
        var size = Int128.Abs(pieces);
        var parts = new long[weights.Count];
        var remainders = new (Int128 Remainder, int Index)[weights.Count];
        Int128 given = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var (quotient, remainder) = Int128.DivRem(size * weights[i], sum);
            parts[i] = (long)quotient;
            remainders[i] = (remainder, i);
            given += quotient;
        }

        Array.Sort(remainders, (x, y) => x.Remainder != y.Remainder ? y.Remainder.CompareTo(x.Remainder) : x.Index.CompareTo(y.Index));
        for (var i = 0; given < size; i++, given++) parts[remainders[i].Index]++;
        for (var i = 0; i < parts.Length; i++) parts[i] = checked(parts[i] * sign * step);
        return parts;
    }
}
