namespace Crossdock.Sample.Tests;

public class CutTests
{
    [Fact]
    public void The_cut_is_smaller_than_ten_megabytes_and_names_its_sources()
    {
        var files = new DirectoryInfo(Plans.Folder).GetFiles();
        Assert.True(files.Sum(file => file.Length) < 10_000_000);
        var readme = File.ReadAllText(Path.Combine(Plans.Folder, "README.md"));
        Assert.Contains("State of Iowa, Alcoholic Beverages Division", readme, StringComparison.Ordinal);
        Assert.Contains("Creative Commons Attribution 4.0", readme, StringComparison.Ordinal);
        Assert.Contains("public domain", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cut_holds_every_vendor_item_and_shop()
    {
        Assert.Equal(284, Plans.Files.Vendors.Count);
        Assert.Equal(6482, Plans.Files.Items.Count);
        Assert.Equal(44, Plans.Files.Shops.Count);
        Assert.Equal(105, Plans.Files.Demand.Select(row => row.Week).Distinct().Count());
        Assert.All(Plans.Files.Demand.Select(row => row.Week).Distinct(), week => Assert.Equal(DayOfWeek.Monday, week.DayOfWeek));
        Assert.Equal((new DateOnly(2021, 3, 22), new DateOnly(2021, 6, 30)), (Plans.Files.Invoices[0].Date, Plans.Files.Invoices[^1].Date));
    }

    [Fact]
    public void Delivery_profiles_have_a_dozen_deliveries_early_in_time_and_late()
    {
        Assert.All(Plans.Files.LeadTimes.GroupBy(row => row.Profile), profile => Assert.True(profile.Count() >= 12));
        Assert.Contains(Plans.Files.LeadTimes, row => row.ActualDays > row.PlannedDays);
        Assert.Contains(Plans.Files.LeadTimes, row => row.ActualDays < row.PlannedDays);
    }
}
