namespace Crossdock.Kernel.Tests;

public class TextTests
{
    [Fact]
    public void Things_in_a_sentence_have_commas_and_one_and()
    {
        Assert.Equal(["", "a", "a and b", "a, b and c"], new string[][] { [], ["a"], ["a", "b"], ["a", "b", "c"] }.Select(parts => parts.Listed()));
        Assert.Equal([null, null, "a b"], new[] { null, "  ", " a b " }.Select(text => text.OrNull()));
    }
}
