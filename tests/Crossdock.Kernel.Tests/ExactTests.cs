namespace Crossdock.Kernel.Tests;

public class ExactTests
{
    private static readonly Gen<long[]> Weights = Gen.Long[0, 1_000_000_000].Array[1, 40].Where(weights => weights.Any(weight => weight > 0));

    [Fact]
    public void The_parts_of_a_split_add_up_exactly() => Gen.Select(Gen.Long[-1_000_000_000, 1_000_000_000], Weights, Gen.Int[0, 2].Select(i => new[] { 1L, 100L, 10_000L }[i]))
        .Sample((pieces, weights, step) => Exact.Split(pieces * step, weights, step).Sum() == pieces * step);

    [Fact]
    public void Each_part_of_a_split_is_within_one_step_of_its_share() => Gen.Select(Gen.Long[-1_000_000_000, 1_000_000_000], Weights).Sample((total, weights) =>
    {
        var sum = weights.Aggregate((Int128)0, (all, weight) => all + weight);
        return Exact.Split(total, weights).Zip(weights).All(part => Int128.Abs(part.First * sum - (Int128)total * part.Second) < sum);
    });

    [Fact]
    public void A_weight_of_nothing_gets_nothing() => Weights.Sample(weights =>
        Exact.Split(1_000_003, weights).Zip(weights).All(part => part.Second > 0 || part.First == 0));

    [Fact]
    public void Splitting_refuses_what_has_no_answer()
    {
        Assert.Throws<ArgumentException>(() => Exact.Split(10, [0, 0]));
        Assert.Throws<ArgumentException>(() => Exact.Split(10, [1], 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Exact.Split(10, [2, -1]));
    }

    [Theory]
    [InlineData(5, 10, 1)]
    [InlineData(-5, 10, -1)]
    [InlineData(4, 10, 0)]
    [InlineData(-4, 10, 0)]
    [InlineData(15, -10, -2)]
    public void Half_is_rounded_away_from_zero(int a, int b, int expected) => Assert.Equal(expected, (int)Exact.Divide(a, b));

    [Fact]
    public void Dividing_is_never_off_by_more_than_a_half() => Gen.Select(Gen.Long, Gen.Long.Where(b => b != 0)).Sample((a, b) =>
        2 * Int128.Abs(Exact.Divide(a, b) * b - a) <= Int128.Abs(b));

    [Fact]
    public void A_result_beyond_64_bits_is_an_error() => Assert.Throws<OverflowException>(() => Exact.MultiplyDivide(long.MaxValue, 2, 1));
}
