namespace Crossdock.Ui.Tests;

public class QueryStateTests
{
    [Fact]
    public void A_value_survives_the_address_whatever_it_holds() =>
        Gen.String.Where(text => text.Length > 0 && !text.Any(char.IsSurrogate)).Sample(text =>
            QueryState.Parse(QueryState.Parse("/a").With("q", text).ToString())["q"] == text);

    [Fact]
    public void One_of_several_values_can_be_removed() =>
        Assert.Equal("/a?state=late", QueryState.Parse("/a?state=open&state=late").Without("state", "open").ToString());

    [Fact]
    public void An_empty_value_removes_its_key() =>
        Assert.Equal("/a?b=1", QueryState.Parse("/a?q=x&b=1").With("q", "").ToString());

    [Fact]
    public void Any_change_but_the_page_itself_starts_at_the_first_page()
    {
        var page = QueryState.Parse("/a?cursor=x&q=1");
        Assert.Null(page.With("q", "2")[QueryState.Cursor]);
        Assert.Null(page.Without("q")[QueryState.Cursor]);
        Assert.Equal("y", page.With(QueryState.Cursor, "y")[QueryState.Cursor]);
    }
}
