namespace Crossdock.Sample.Tests;

public class ReplayTests
{
    private static SamplePlan Plan => Plans.Plan;

    [Fact]
    public void The_same_seed_gives_the_same_plan_and_another_seed_another()
    {
        var small = new SampleOptions(Assortment: 60);
        var first = Plans.Hash(SampleCompany.Build(Plans.Files, Plans.Wednesday, 3, small));
        Assert.Equal(first, Plans.Hash(SampleCompany.Build(Plans.Files, Plans.Wednesday, 3, small)));
        Assert.NotEqual(first, Plans.Hash(SampleCompany.Build(Plans.Files, Plans.Wednesday, 4, small)));
    }

    [Fact]
    public void Stock_followed_by_the_events_alone_is_never_negative()
    {
        var walk = new StockWalk(Plan);
        foreach (var happened in Plan.Events()) walk.Follow(happened);
        Assert.Empty(walk.Faults);
        Assert.InRange(walk.Movements, 25_000, 60_000);
        Assert.True(walk.InTransit > 0);
    }

    [Fact]
    public void The_days_follow_each_other_to_yesterday_and_events_follow_each_other_in_the_day()
    {
        Assert.Equal(Plans.Wednesday.AddDays(-1), Plan.Days[^1].Date);
        Assert.Equal((Plan.FirstDay, DayOfWeek.Monday), (Plan.Days[0].Date, Plan.FirstDay.DayOfWeek));
        Assert.InRange(Plan.Days.Count, 91, 98);
        Assert.All(Plan.Days.Zip(Plan.Days.Skip(1)), pair => Assert.Equal(pair.First.Date.AddDays(1), pair.Second.Date));
        foreach (var day in Plan.Days)
        {
            Assert.All(day.Events, happened => Assert.Equal(day.Date, DateOnly.FromDateTime(happened.At.DateTime)));
            Assert.All(day.Events.Zip(day.Events.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At));
        }
    }

    [Fact]
    public void Orders_are_the_real_invoices_moved_by_whole_weeks()
    {
        var real = Plans.Files.Invoices.ToLookup(line => line.Invoice, StringComparer.Ordinal);
        foreach (var order in Plan.Events().OfType<CustomerOrdered>())
        {
            var lines = real[order.CustomerReference].ToList();
            Assert.Equal(DateOnly.FromDateTime(order.At.DateTime), lines[0].Date.AddDays(7 * Plan.ShiftWeeks));
            Assert.Equal(order.Customer, lines[0].Shop);
            foreach (var line in order.Lines)
            {
                Assert.Contains(lines, found => found.Item == line.Item && Quantity.Units(found.Bottles) == line.Quantity
                    && Amount.Of(found.Sales) == line.Price.Times(line.Quantity, Currency.Usd));
            }
        }
    }

    [Fact]
    public void Purchase_lines_are_whole_cases_at_or_above_the_minimum_and_in_its_steps()
    {
        var items = Plan.Items.ToDictionary(item => item.Code);
        Assert.All(Plan.Events().OfType<PurchaseOrdered>().SelectMany(order => order.Lines), line =>
        {
            var item = items[line.Item];
            Assert.True(line.Cases >= item.MinimumCases && line.Cases % item.MultipleCases == 0);
            Assert.Equal(Quantity.Units(line.Cases * item.BottlesPerCase), line.Quantity);
        });
    }

    [Fact]
    public void Suppliers_come_late_early_short_and_with_broken_bottles()
    {
        var confirmed = Plan.Events().OfType<PurchaseAcknowledged>().ToDictionary(answer => answer.Order, answer => answer.ConfirmedOn);
        var arrivals = Plan.Events().OfType<GoodsArrived>().Where(arrived => confirmed.ContainsKey(arrived.Order)).ToList();
        Assert.Contains(arrivals, arrived => DateOnly.FromDateTime(arrived.At.DateTime) > confirmed[arrived.Order]);
        Assert.Contains(arrivals, arrived => DateOnly.FromDateTime(arrived.At.DateTime) < confirmed[arrived.Order]);
        Assert.Contains(arrivals, arrived => DateOnly.FromDateTime(arrived.At.DateTime) == confirmed[arrived.Order]);
        Assert.Contains(arrivals.GroupBy(arrived => arrived.Order), deliveries => deliveries.Count() > 1);
        Assert.Contains(arrivals, arrived => arrived.Lines.Any(line => line.Damaged.IsPositive));
    }

    [Fact]
    public void Some_order_lines_wait_for_stock_but_most_are_shipped_in_time()
    {
        var due = Plan.Events().OfType<CustomerOrdered>().Where(order => order.RequestedOn < Plan.Today).ToDictionary(order => order.Order);
        var asked = due.Values.Sum(order => order.Lines.Sum(line => line.Quantity.ToDecimal()));
        var inTime = Plan.Events().OfType<OrderShipped>().Where(shipped => due.TryGetValue(shipped.Order, out var order) && DateOnly.FromDateTime(shipped.At.DateTime) <= order.RequestedOn)
            .Sum(shipped => shipped.Lines.Sum(line => line.Quantity.ToDecimal()));
        Assert.InRange(inTime / asked, 0.80m, 0.99m);
    }

    [Fact]
    public void A_bill_names_what_was_received_less_what_went_back_before_it_and_nothing_goes_back_while_it_is_matched()
    {
        var received = new Dictionary<(string Receipt, int Line), decimal>();
        var billed = new Dictionary<string, SupplierInvoiced>();
        var matching = new HashSet<string>();
        var left = 0;
        foreach (var happened in Plan.Events())
        {
            if (happened is GoodsArrived arrived) foreach (var line in arrived.Lines) received[(arrived.Receipt, line.Line)] = (line.Good + line.Damaged).ToDecimal();
            if (happened is SupplierReturned back)
            {
                Assert.DoesNotContain(back.Receipt, matching);
                foreach (var line in back.Lines) received[(back.Receipt, line.Line)] -= line.Quantity.ToDecimal();
                left++;
            }

            if (happened is SupplierInvoiced bill)
            {
                billed[bill.Invoice] = bill;
                matching.Add(bill.Receipt);
                Assert.All(bill.Lines, line => Assert.Equal(received[(bill.Receipt, line.Line)], line.Quantity.ToDecimal()));
            }

            if (happened is SupplierInvoiceMatched matched) matching.Remove(billed[matched.Invoice].Receipt);
        }

        Assert.True(left > 5);
    }

    [Fact]
    public void A_short_replay_has_the_demand_of_all_weeks_before_it_and_few_items()
    {
        var plan = SampleCompany.Build(Plans.Files, Plans.Wednesday, 1, new(Assortment: 25, Weeks: 3, OnlyStocked: true));
        Assert.Equal(25, plan.Items.Count);
        Assert.Equal(new DateOnly(2026, 4, 27), plan.FirstDay);
        Assert.Equal(104, plan.History.Select(week => week.WeekStart).Distinct().Count());
        Assert.All(plan.History, week => Assert.Contains(plan.Items, item => item.Code == week.Item));
    }

    [Fact]
    public void Every_kind_of_work_happens()
    {
        var kinds = typeof(SampleEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SampleEvent)));
        var seen = Plan.Events().Select(happened => happened.GetType()).ToHashSet();
        Assert.All(kinds, kind => Assert.Contains(kind, seen));
    }

    [Theory]
    [InlineData("2026-05-18")]
    [InlineData("2026-05-19")]
    [InlineData("2026-05-20")]
    [InlineData("2026-05-21")]
    [InlineData("2026-05-22")]
    [InlineData("2026-05-23")]
    [InlineData("2026-05-24")]
    public void On_any_day_of_the_week_the_last_day_is_yesterday_and_every_queue_has_work(string day)
    {
        var today = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var plan = SampleCompany.Build(Plans.Files, today, 1);
        Assert.Equal(today.AddDays(-1), plan.Days[^1].Date);
        Assert.Equal(104, plan.History.Select(week => week.WeekStart).Distinct().Count());
        var open = plan.Open;
        Assert.All([open.PurchaseOrdersDue, open.PurchaseOrdersLate, open.PurchaseOrdersLater, open.ReceiptsToPutAway, open.OrdersToPick, open.ShipmentsWaiting, open.OrdersToRelease,
            open.InvoicesToMatch, open.TransfersInTransit, open.CountsToDo], Assert.NotEmpty);
    }

    [Fact]
    public void The_company_goes_on_after_the_plan_without_a_fault()
    {
        var small = new SampleOptions(Assortment: 60);
        var plan = SampleCompany.Build(Plans.Files, Plans.Wednesday, 3, small);
        var walk = new StockWalk(plan);
        foreach (var happened in plan.Events()) walk.Follow(happened);
        var last = plan.Events().Last().At;
        foreach (var next in SampleLive.After(Plans.Files, Plans.Wednesday, 3, 60, small).Take(12_000))
        {
            Assert.InRange(next.Wait, TimeSpan.Zero, TimeSpan.FromSeconds(30));
            Assert.True(next.Event.At >= last);
            last = next.Event.At;
            walk.Follow(next.Event);
        }

        Assert.Empty(walk.Faults);
        Assert.True(last > plan.Events().Last().At.AddDays(91));
    }
}
