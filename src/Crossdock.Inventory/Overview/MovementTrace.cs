using System.Globalization;
using Crossdock.Inventory.Ledger;
using Crossdock.Ui;

namespace Crossdock.Inventory.Overview;

/// <summary>The movements a journal was made from, for its page.</summary>
internal sealed class MovementTrace(Items items) : IJournalTrace
{
    public string Name => "Movements";

    public async Task<IReadOnlyList<JournalSource>> BehindAsync(CrossdockDb db, long journal, long posting, CancellationToken cancel)
    {
        var movements = await db.Set<Movement>().AsNoTracking().Where(m => m.PostingId == posting && m.JournalId == journal).OrderBy(m => m.Id).Take(500).ToListAsync(cancel);
        var known = await items.FindManyAsync(db, movements.Select(m => m.ItemId), cancel);
        return movements.ConvertAll(m => new JournalSource(
            string.Create(CultureInfo.CurrentCulture, $"{Words.Title(m.Kind)} of {FigureText.Of(m.Quantity).Text} {known[m.ItemId].BaseUnit} {known[m.ItemId].Code}, {known[m.ItemId].Name}"),
            string.Create(CultureInfo.InvariantCulture, $"/stock/movements/{m.Id}"),
            (m.ToValue ?? Amount.Zero) - (m.FromValue ?? Amount.Zero)));
    }
}
