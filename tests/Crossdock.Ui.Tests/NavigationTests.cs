namespace Crossdock.Ui.Tests;

public class NavigationTests
{
    [Fact]
    public async Task A_person_sees_the_places_their_permissions_open()
    {
        var shell = await Rendered.Of<ShellLayout>("/purchase-orders/17", Rendered.Person(Permission.SeePurchasing));
        Assert.Equal(["/", "/purchase-orders"], shell.QuerySelectorAll("nav#nav a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Buying", shell.QuerySelector("nav#nav h2")!.TextContent);
    }

    [Fact]
    public async Task The_place_one_is_in_is_marked()
    {
        var shell = await Rendered.Of<ShellLayout>("/purchase-orders/17", Rendered.Person(Permission.SeePurchasing, Permission.SeeBooks));
        Assert.Equal("/purchase-orders", shell.QuerySelector("nav#nav a[aria-current=page]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Someone_not_signed_in_sees_no_place_and_a_way_in()
    {
        var shell = await Rendered.Of<ShellLayout>("/", null);
        Assert.Empty(shell.QuerySelectorAll("nav#nav a"));
        Assert.NotNull(shell.QuerySelector("a[href='/sign-in']"));
    }

    [Fact]
    public async Task The_first_link_of_a_page_skips_to_its_content() =>
        Assert.Equal("/journals?q=1#main", (await Rendered.Of<ShellLayout>("/journals?q=1", null)).QuerySelector("a")!.GetAttribute("href"));

    [Fact]
    public void Groups_stand_in_the_order_of_their_first_entry()
    {
        var groups = Navigation.For(Rendered.Person(), [new("B", "Two", "/2", "home", null, 2), new("A", "Three", "/3", "home", null, 3), new("B", "Four", "/4", "home", null, 4)]);
        Assert.Equal(["B", "A"], groups.Select(group => group.Title));
    }

    [Fact]
    public void An_entry_that_opens_on_a_view_is_the_current_one_on_all_its_pages()
    {
        NavigationEntry list = new("B", "Requests", "/requests?state=open&sort=due", "list"), other = new("B", "Dock", "/dock", "truck"), start = new("B", "New request", "/requests/new", "plus", null, 2);
        var groups = Navigation.For(Rendered.Person(), [list, other, start]);
        Assert.Equal([list, list, start, null], new[] { "/requests", "/requests/R-1", "/requests/new", "/requestsold" }.Select(path => Navigation.Current(path, groups)));
        Assert.Contains((list, start), Assert.Single(groups).Lines);
    }

    [Fact]
    public void What_starts_a_new_one_stands_beside_the_list_and_alone_when_the_list_may_not_be_opened()
    {
        NavigationEntry list = new("B", "Orders", "/orders", "list", Permission.SeePurchasing, 1), start = new("B", "New order", "/orders/new", "plus", null, 2), other = new("B", "Dock", "/dock", "truck", null, 3);
        var both = Navigation.For(Rendered.Person(Permission.SeePurchasing), [list, start, other]);
        Assert.Equal([(list, start), (other, null)], Assert.Single(both).Lines);
        Assert.Equal([(start, null), (other, null)], Assert.Single(Navigation.For(Rendered.Person(), [list, start, other])).Lines);
    }
}
