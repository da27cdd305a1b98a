namespace Crossdock.Sample.Tests;

public class MasterTests
{
    private static SamplePlan Plan => Plans.Plan;

    [Fact]
    public void Two_entities_own_six_warehouses_and_branches_get_their_goods_inside_their_entity()
    {
        Assert.Equal(2, Plan.Entities.Count);
        Assert.Equal(6, Plan.Sites.Count);
        Assert.All(Plan.Sites, site => Assert.InRange(site.Bins.Count(bin => bin.Kind == SampleBinKind.Storage), 60, 200));
        Assert.All(Plan.Sites, site => Assert.Equal(site.Bins.Count, site.Bins.Select(bin => bin.Code).Distinct().Count()));
        Assert.All(Plan.Sites.Where(site => site.SuppliedBy is not null),
            branch => Assert.Equal(branch.Entity, Plan.Sites.Single(hub => hub.Code == branch.SuppliedBy && hub.Role == SampleSiteRole.Hub).Entity));
    }

    [Fact]
    public void Every_shop_is_served_by_its_nearest_warehouse()
    {
        Assert.Equal(44, Plan.Customers.Count);
        foreach (var shop in Plan.Customers)
        {
            // A different formula than the plan's: the angle between the two directions from the middle of the earth.
            var nearest = Plan.Sites.MaxBy(site => Math.Sin(Radians(shop.Latitude)) * Math.Sin(Radians(site.Latitude))
                + Math.Cos(Radians(shop.Latitude)) * Math.Cos(Radians(site.Latitude)) * Math.Cos(Radians(shop.Longitude - site.Longitude)))!;
            Assert.Equal(nearest.Code, shop.Site);
            Assert.InRange(shop.Kilometres, 0, 150);
        }

        static double Radians(double degrees) => degrees * Math.PI / 180;
    }

    [Fact]
    public void Two_suppliers_sell_in_euros_and_leave_the_freight_to_the_buyer()
    {
        Assert.Equal(284, Plan.Suppliers.Count);
        var foreign = Plan.Suppliers.Where(supplier => supplier.Currency == Currency.Eur).ToList();
        Assert.Equal(2, foreign.Count);
        Assert.All(foreign, supplier => Assert.True(supplier is { Incoterm: "EXW" or "FCA", FreightShareMillionths: > 0, LeadTimeDays: > 0 }));
        Assert.All(Plan.Items, item => Assert.Equal(Plan.Suppliers.Single(supplier => supplier.Code == item.Supplier).Currency, item.CostCurrency));
        Assert.NotEmpty(Plan.Rates);
    }

    [Fact]
    public void Every_item_has_packs_that_hold_each_other_and_a_price_above_its_cost()
    {
        Assert.Equal(6482, Plan.Items.Count);
        foreach (var item in Plan.Items)
        {
            Assert.Equal(("bottle", PackSize.One), (item.Packs[0].Unit, item.Packs[0].Size));
            Assert.Equal("case", item.Packs[^1].Unit);
            Assert.All(item.Packs, pack => Assert.True(pack.Size.IsExact(0) && item.BottlesPerCase % pack.Size.Numerator == 0));
            Assert.True(item.Cost.IsPositive && item.Price > item.Cost);
            Assert.Equal(item.LotTracked, item.ShelfLifeDays is not null);
            Assert.True(item.MinimumCases >= 1 && item.MultipleCases >= 1);
        }

        Assert.Contains(Plan.Items, item => item.Packs.Count == 3);

        // A bottle weighs more than what is in it and less than twice that; nobody knows what a gift pack weighs.
        foreach (var item in Plan.Items.Where(i => i.Weight is not null)) Assert.InRange(item.Weight!.Value.ToDecimal(), item.BottleMillilitres * 0.95m / 1000 - 0.001m, item.BottleMillilitres * 1.9m / 1000);
        Assert.InRange(Plan.Items.Count(i => i.Weight is not null), 5_000, 6_000);
        Assert.DoesNotContain(Plan.Items, i => i.Category == "TEMPORARY & SPECIALTY PACKAGES" && i.Weight is not null);
        Assert.Contains(Plan.Stocked, stocked => Plan.Items.Single(item => item.Code == stocked.Item).LotTracked);
        Assert.Contains(Plan.Stocked, stocked => Plan.Items.Single(item => item.Code == stocked.Item).MinimumCases > 1);
    }

    [Fact]
    public void Lost_zeros_are_put_back_wrong_check_digits_are_reported_and_no_code_stands_on_two_items()
    {
        var codes = Plan.Items.SelectMany(item => item.Packs).Where(pack => pack.Gtin is not null).Select(pack => pack.Gtin!.Value).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.True(Gtin.HasRightCheckDigit(code.Digits)));
        Assert.Equal(3474, Count("bottle", "sample.zeros_restored"));
        Assert.Equal(22, Count("case", "barcode.gtin_check_digit"));
        Assert.Equal((7, 17), (Count("bottle", "barcode.gtin_missing"), Count("case", "barcode.gtin_missing")));
        Assert.True(Count("bottle", "sample.shared_code") > 0);
        foreach (var item in Plan.Items)
        {
            foreach (var pack in item.Packs.Where(pack => pack.Unit != "inner" && pack.Gtin is null))
                Assert.Contains(Plan.CodeFindings, finding => finding.Item == item.Code && finding.Unit == pack.Unit);
        }

        int Count(string unit, string code) => Plan.CodeFindings.Count(finding => finding.Unit == unit && finding.Code == code);
    }

    [Fact]
    public void The_history_is_the_104_weeks_before_the_first_day()
    {
        var weeks = Plan.History.Select(week => week.WeekStart).Distinct().Order().ToList();
        Assert.Equal(104, weeks.Count);
        Assert.Equal(Plan.FirstDay.AddDays(-7), weeks[^1]);
        Assert.Equal(Plan.FirstDay.AddDays(-728), weeks[0]);
        Assert.All(Plan.History, week => Assert.True(week.Quantity.IsPositive));
        Assert.NotEmpty(Plan.UnlistedItems);
        Assert.All(Plan.UnlistedItems.Keys, item => Assert.DoesNotContain(Plan.Items, listed => listed.Code == item));
    }

    [Fact]
    public void The_opening_books_balance_and_hold_the_opening_stock()
    {
        Assert.Equal(6, Plan.Openings.Count);
        foreach (var books in Plan.Books)
        {
            Assert.Equal(books.Equity, books.Stock + books.Bank);
            var stock = Plan.Openings.Where(opening => Plan.Sites.Single(site => site.Code == opening.Site).Entity == books.Entity)
                .SelectMany(opening => opening.Lines).Aggregate(Amount.Zero, (sum, line) => sum + line.UnitCost.Times(line.Quantity, Currency.Usd));
            Assert.Equal(books.Stock, stock);
        }
    }
}
