using static Crossdock.Model.Account;

namespace Crossdock.Model.Tests;

public sealed class RandomRuns(ITestOutputHelper output)
{
    [Fact]
    public void Twenty_thousand_random_commands_keep_the_invariants() => Parallel.For(0, 200, seed => Check(seed, 100, () => new LedgerModel()));

    [Fact]
    public void They_hold_where_negative_stock_is_allowed_too() => Parallel.For(1000, 1020, seed => Check(seed, 100, () => new LedgerModel(1, 3)));

    [Fact]
    public void One_seed_gives_the_same_commands_and_the_same_books()
    {
        var (one, other) = (new ModelGenerator(7), new ModelGenerator(7));
        Assert.Equal(CommandText.Of(one.Take(300)), CommandText.Of(other.Take(300)));
        Assert.Equal(LedgerStatement.Of(one.Model), LedgerStatement.Of(other.Model));
    }

    [Fact]
    public void The_generator_reaches_every_command_and_every_refusal()
    {
        var kinds = new HashSet<string>();
        var reasons = new HashSet<Reason>();
        var (accepted, all) = (0, 0);
        foreach (var seed in Enumerable.Range(0, 40))
        {
            var offer = Offer.Everything with { OtherPrices = seed % 2 == 0 };
            var model = new LedgerModel { Offer = offer };
            foreach (var command in new ModelGenerator(seed, new LedgerModel { Offer = offer }).Take(200))
            {
                all++;
                if (model.Apply(command) is Refused refused)
                {
                    reasons.Add(refused.Reason);
                    continue;
                }

                accepted++;
                kinds.Add(command.GetType().Name);
            }
        }

        output.WriteLine($"{accepted} of {all} accepted");
        Assert.Equal(typeof(Command).Assembly.GetTypes().Count(t => t.BaseType == typeof(Command)), kinds.Count);
        Assert.Equal(Enum.GetValues<Reason>(), reasons.Order());
        Assert.InRange(accepted * 100 / all, 65, 92);
    }

    [Fact]
    public void A_refused_command_changes_nothing()
    {
        var generator = new ModelGenerator(11);
        var model = new LedgerModel();
        foreach (var command in generator.Take(400))
        {
            var (before, entries, journals) = (LedgerStatement.Of(model), model.Positions.Sum(p => p.Entries.Count), model.Journals.Count);
            if (model.Apply(command) is not Refused) continue;
            Assert.Equal(before, LedgerStatement.Of(model));
            Assert.Equal((entries, journals), (model.Positions.Sum(p => p.Entries.Count), model.Journals.Count));
        }
    }

    [Fact]
    public void The_effects_of_all_outcomes_add_up_to_the_state()
    {
        var model = new LedgerModel();
        var outcomes = new ModelGenerator(5).Take(400).Select(model.Apply).OfType<Accepted>().Distinct().ToList();
        foreach (var position in model.Positions)
        {
            Assert.Equal(position.OnHand, outcomes.SelectMany(o => o.Positions).Where(p => p.Position == position.Key).Sum(p => p.Quantity));
            Assert.Equal(position.Allocated, outcomes.SelectMany(o => o.Allocations).Where(a => a.Position == position.Key).Sum(a => a.Quantity));
        }

        foreach (var pool in model.Pools)
            Assert.Equal((pool.Quantity, pool.Cents), outcomes.SelectMany(o => o.Pools)
                .Where(p => p.Site == pool.Site && p.Item == pool.Item.Name)
                .Aggregate((0m, 0L), (sum, p) => (sum.Item1 + p.Quantity, sum.Item2 + p.Cents)));
        Assert.Equal(model.Balance(InTransit), outcomes.SelectMany(o => o.Transits).Sum(t => t.Cents));
    }

    [Theory, InlineData(typeof(Truncating)), InlineData(typeof(LeavingTheLastCent)), InlineData(typeof(PromisingTwice)), InlineData(typeof(LosingACent))]
    public async Task A_broken_model_is_caught_and_the_failure_shrinks(Type mutant)
    {
        bool Fails(IReadOnlyList<Command> commands)
        {
            var model = (LedgerModel)Activator.CreateInstance(mutant)!;
            foreach (var command in commands) model.Apply(command);
            return InvariantCheck.Of(model).Count > 0;
        }

        var seed = Enumerable.Range(0, 20).First(s => Fails(new ModelGenerator(s).Take(150)));
        var commands = new ModelGenerator(seed).Take(150);
        var small = await Shrinker.ShrinkAsync(commands, c => Task.FromResult(Fails(c)));
        Assert.True(Fails(small));
        Assert.InRange(small.Count, 1, 8);
        output.WriteLine(Shrinker.Report(seed, small));
    }

    private static void Check(int seed, int count, Func<LedgerModel> books)
    {
        var model = books();
        var generator = new ModelGenerator(seed, model);
        for (var i = 1; i <= count; i++)
        {
            var command = generator.Next();
            if (i % 5 != 0 && i != count) continue;
            var broken = InvariantCheck.Of(model);
            Assert.True(broken.Count == 0, $"seed {seed}, after command {i} ({CommandText.Of(command)}): {string.Join("; ", broken)}");
        }
    }

    private sealed class Truncating : LedgerModel
    {
        protected override long Share(long value, decimal part, decimal whole) =>
            whole == 0m ? 0 : (long)decimal.Truncate(value * part / whole);
    }

    private sealed class LeavingTheLastCent : LedgerModel
    {
        protected override long Share(long value, decimal part, decimal whole) =>
            base.Share(value, part, whole) - (part == whole && value > 5 ? 1 : 0);
    }

    private sealed class PromisingTwice : LedgerModel
    {
        protected override decimal FreeAt(Position position) => position.OnHand;
    }

    private sealed class LosingACent : LedgerModel
    {
        protected override long Written(Account account, long cents) => account == Sales ? cents + 1 : cents;
    }
}
