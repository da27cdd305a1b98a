namespace Crossdock.Organisation.Tests;

/// <summary>The matrix as data, and every way through one purchase that it leaves open.</summary>
public sealed class ConflictMatrixTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    /// <summary>What nobody may do both of in one purchase, written down apart from the code under test: number, one act, the other.</summary>
    private static readonly (int Row, Duty One, Duty Other)[] Never =
    [
        (1, Duty.MaintainSupplier, Duty.ReleaseOrder), (1, Duty.MaintainSupplier, Duty.ApproveOrder), (2, Duty.MaintainBank, Duty.PaySupplier),
        (3, Duty.WriteOrder, Duty.ApproveOrder), (4, Duty.ReleaseOrder, Duty.ReceiveGoods), (4, Duty.ApproveOrder, Duty.ReceiveGoods), (4, Duty.WriteOrder, Duty.ReceiveGoods),
        (5, Duty.ReceiveGoods, Duty.MatchInvoice), (6, Duty.MatchInvoice, Duty.PaySupplier), (7, Duty.ReceiveGoods, Duty.AdjustStock), (7, Duty.PickGoods, Duty.AdjustStock),
        (8, Duty.CountStock, Duty.ApproveVariance), (10, Duty.EditTerms, Duty.ReleaseOrder), (10, Duty.EditTerms, Duty.ApproveOrder), (10, Duty.EditTerms, Duty.AdjustStock),
        (12, Duty.ShipTransfer, Duty.DecideShortage), (13, Duty.AcceptReturn, Duty.CreditReturn), (14, Duty.EditApprovalTable, Duty.ApproveUnderTable),
        (15, Duty.AdministerUsers, Duty.WriteOperations), (17, Duty.SetTransferPrice, Duty.ApproveIntercompany), (18, Duty.SetAutonomy, Duty.ApproveRecommendation),
        (20, Duty.ReopenPeriod, Duty.PostInPeriod), (21, Duty.DelegateApproval, Duty.ApproveThroughDelegate),
    ];

    /// <summary>An act of a purchase, with the chains on which its uses compare and mark it.</summary>
    private static readonly (string Name, (Duty Duty, string Chain)[] Does)[] Acts =
    [
        ("create supplier", [(Duty.MaintainSupplier, "supplier")]),
        ("set bank", [(Duty.MaintainBank, "supplier")]),
        ("edit terms", [(Duty.EditTerms, "item")]),
        ("create order", [(Duty.WriteOrder, "line"), (Duty.WriteOrder, "order")]),
        ("release", [(Duty.ReleaseOrder, "supplier"), (Duty.ReleaseOrder, "item"), (Duty.ReleaseOrder, "line")]),
        ("approve", [(Duty.ApproveOrder, "order"), (Duty.ApproveOrder, "supplier"), (Duty.ApproveOrder, "item"), (Duty.ApproveOrder, "line"), (Duty.ApproveUnderTable, "table")]),
        ("edit table", [(Duty.EditApprovalTable, "table")]),
        ("receive", [(Duty.ReceiveGoods, "line"), (Duty.ReceiveGoods, "stock")]),
        ("count", [(Duty.CountStock, "count")]),
        ("approve variance", [(Duty.ApproveVariance, "count")]),
        ("adjust", [(Duty.AdjustStock, "stock"), (Duty.AdjustStock, "item")]),
        ("match invoice", [(Duty.MatchInvoice, "line"), (Duty.MatchInvoice, "invoice")]),
        ("pay", [(Duty.PaySupplier, "invoice"), (Duty.PaySupplier, "supplier")]),
        ("delegate", [(Duty.DelegateApproval, "lent")]),
        ("approve through a delegate",
        [
            (Duty.ApproveThroughDelegate, "lent"), (Duty.ApproveOrder, "order"), (Duty.ApproveOrder, "supplier"), (Duty.ApproveOrder, "item"), (Duty.ApproveOrder, "line"),
            (Duty.ApproveUnderTable, "table"),
        ]),
    ];

    [Fact]
    public void The_matrix_has_the_rows_of_the_trade_and_says_of_each_what_is_checked_or_what_is_missing()
    {
        Assert.Equal(Enumerable.Range(1, 21), ConflictMatrix.All.Select(r => r.Number));
        Assert.Equal([9, 11, 16, 19], ConflictMatrix.All.Where(r => r.Strength == ConflictStrength.Soft).Select(r => r.Number));
        Assert.Equal([7], ConflictMatrix.All.Where(r => r.Strength == ConflictStrength.HardFromAmount).Select(r => r.Number));
        Assert.All(ConflictMatrix.All, r => Assert.True(r.Chain is not null || r.Missing is not null || r.Standing.Count > 0, $"row {r.Number} says nothing"));
        Assert.Equal([11, 13, 16, 17, 18, 19], ConflictMatrix.All.Where(r => r.Missing is not null).Select(r => r.Number));
        Assert.All(Never, pair => Assert.Equal(pair.Row, ConflictMatrix.Clash(new(1), pair.Other, [new(new(1), pair.One)], Now, Amount.Of(500))?.Number));
        Assert.All(Never, pair => Assert.Equal(pair.Row, ConflictMatrix.Clash(new(1), pair.One, [new(new(1), pair.Other)], Now, Amount.Of(500))?.Number));
        Assert.All(Enum.GetValues<Duty>(), duty => Assert.NotEmpty(Duties.Words(duty)));
    }

    /// <summary>
    /// Every sequence of one person, of two people up to four acts that happen, and of three up to three: what was reached before is not walked again.
    /// </summary>
    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 4)]
    [InlineData(3, 3)]
    public void No_sequence_of_acts_puts_both_sides_of_a_hard_row_into_one_hand(int people, int length)
    {
        var walk = Walk(ConflictMatrix.All, people, length);
        Assert.Null(walk.Broken);
        Assert.InRange(walk.Tried, 1_000, 100_000_000);
        Assert.InRange(walk.Refused, walk.Tried / 100, walk.Tried);
    }

    /// <summary>The walk finds what any one row keeps out: without the row it ends in one hand with both sides of just that row.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(14)]
    [InlineData(21)]
    public void Without_a_row_the_walk_finds_a_sequence_that_breaks_it(int row) =>
        Assert.Equal(row, Walk([.. ConflictMatrix.All.Where(r => r.Number != row)], 2, 4).Broken);

    private static (int? Broken, int Tried, int Refused) Walk(IReadOnlyList<Conflict> rows, int people, int length)
    {
        var reached = new HashSet<ulong> { 0 };
        var edge = new List<ulong> { 0 };
        var (tried, refused) = (0, 0);
        for (var step = 0; step < length; step++)
        {
            var next = new List<ulong>();
            foreach (var state in edge)
            {
                for (var person = 1; person <= people; person++)
                {
                    for (var act = 0; act < Acts.Length; act++)
                    {
                        tried++;
                        if (Refuses(rows, state, people, person, Acts[act].Does) is not null)
                        {
                            refused++;
                            continue;
                        }

                        var after = state | Bit(person, act);
                        if (!reached.Add(after)) continue;
                        if (InOneHand(after, people) is { } broken) return (broken, tried, refused);
                        next.Add(after);
                    }
                }
            }

            edge = next;
        }

        return (null, tried, refused);
    }

    [Fact]
    public void What_was_done_on_a_record_binds_for_its_days_and_the_amount_decides_where_the_row_says_so()
    {
        Deed[] maintained = [new(new(1), Duty.MaintainSupplier, Now.AddDays(-ConflictMatrix.RecordDays))];
        Assert.Null(ConflictMatrix.Clash(new(1), Duty.ReleaseOrder, maintained, Now));
        Assert.Equal(1, ConflictMatrix.Clash(new(1), Duty.ReleaseOrder, maintained, Now.AddMicroseconds(-1))?.Number);
        Assert.Null(ConflictMatrix.Clash(new(2), Duty.ReleaseOrder, maintained, Now.AddDays(-1)));
        Deed[] received = [new(new(1), Duty.ReceiveGoods)];
        Assert.True(ConflictMatrix.Clash(new(1), Duty.AdjustStock, received, Now, Amount.Of(500))!.IsHard(Amount.Of(500)));
        Assert.False(ConflictMatrix.Clash(new(1), Duty.AdjustStock, received, Now, Amount.Of(499.99m))!.IsHard(Amount.Of(499.99m)));
        Assert.Null(ConflictMatrix.Clash(new(0), Duty.AdjustStock, [new(new(0), Duty.ReceiveGoods)], Now, Amount.Of(500)));
    }

    /// <summary>All pairs and triples of roles: whatever may be given holds no pair that the matrix parts, unless one role needs both itself.</summary>
    [Fact]
    public void No_roles_that_may_be_given_together_complete_a_pair()
    {
        var codes = Roles.All.Select(r => r.Code).ToList();
        var granted = 0;
        foreach (var one in codes)
        {
            foreach (var two in codes)
            {
                foreach (var three in codes)
                {
                    if (People.RolesOf([one, two, three]).Refused(out var refusal, out var roles))
                    {
                        Assert.Matches(@"^Conflict \d+ \(", refusal.Message);
                        continue;
                    }

                    granted++;
                    var held = roles.SelectMany(r => r.Permissions).ToHashSet();
                    foreach (var row in ConflictMatrix.All.Where(r => r.Strength == ConflictStrength.Hard))
                        Assert.DoesNotContain(row.Standing, p => held.Contains(p.One) && held.Contains(p.Other));
                }
            }
        }

        Assert.InRange(granted, 500, codes.Count * codes.Count * codes.Count);
    }

    /// <summary>Asks the decision the product asks, with what everybody did on each chain.</summary>
    private static Conflict? Refuses(IReadOnlyList<Conflict> rows, ulong state, int people, int person, (Duty Duty, string Chain)[] does)
    {
        foreach (var (duty, chain) in does)
        {
            if (ConflictMatrix.Clash(rows, new(person), duty, Deeds(state, people).Where(d => d.Chain == chain).Select(d => d.Deed), Now, Amount.Of(500)) is { } row) return row;
        }

        return null;
    }

    private static IEnumerable<(string Chain, Deed Deed)> Deeds(ulong state, int people)
    {
        for (var person = 1; person <= people; person++)
        {
            for (var act = 0; act < Acts.Length; act++)
            {
                if ((state & Bit(person, act)) == 0) continue;
                foreach (var (duty, chain) in Acts[act].Does) yield return (chain, new Deed(new(person), duty, Now));
            }
        }
    }

    private static ulong Bit(int person, int act) => 1UL << (((person - 1) * Acts.Length) + act);

    private static int? InOneHand(ulong state, int people)
    {
        var deeds = Deeds(state, people).Select(d => d.Deed).ToList();
        foreach (var (row, one, other) in Never)
        {
            if (deeds.Exists(d => d.Duty == one && deeds.Exists(o => o.Person == d.Person && o.Duty == other))) return row;
        }

        return null;
    }
}
