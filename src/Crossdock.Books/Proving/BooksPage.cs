using System.Globalization;
using Crossdock.Ui;
using Microsoft.AspNetCore.Components;

namespace Crossdock.Books.Proving;

/// <summary>A page about one entity's books: the entity is chosen in the address, the first in scope unless another is named.</summary>
public abstract class BooksPage : AskingPage
{
    /// <summary>Code of the entity.</summary>
    [SupplyParameterFromQuery(Name = "entity")] protected string? EntityCode { get; set; }

    /// <summary>The entity; null while the group has none in scope.</summary>
    protected LegalEntity? Entity { get; private set; }

    /// <summary>All entities in scope.</summary>
    protected IReadOnlyList<LegalEntity> Entities { get; private set; } = [];

    /// <summary>The entity's time zone.</summary>
    protected override TimeZoneInfo Zone => Entity?.Zone ?? base.Zone;

    [Inject] private Directory Directory { get; set; } = null!;

    /// <summary>Finds the entities in scope and the chosen one.</summary>
    protected async Task ChooseEntityAsync()
    {
        var me = Me;
        Entities = [.. (await ReadAsync(db => Directory.EntitiesAsync(db).AsTask())).Where(e => me.WorksFor(e.Id))];
        Entity = EntityCode is null ? Entities.FirstOrDefault() : Entities.FirstOrDefault(e => e.Code == EntityCode);
        if (EntityCode is not null && Entity is null) Refuse(Refusal.NotFound("entity", EntityCode));
    }

    /// <summary>The entities as tabs of a page.</summary>
    protected IReadOnlyList<Tab> EntityTabs(string path) => [.. Entities.Select(e => new Tab(e.Name, $"{path}?entity={Uri.EscapeDataString(e.Code)}", e.Id == Entity?.Id))];

    /// <summary>Address of the journal lines of an account between days, with further filters.</summary>
    protected string LinesOf(string account, DateOnly? from, DateOnly? to, string? also = null)
    {
        var state = QueryState.Parse($"/books/lines?entity={Uri.EscapeDataString(Entity!.Code)}&account={Uri.EscapeDataString(account)}").ToString();
        if (from is { } first) state += "&filter=" + Uri.EscapeDataString($"day:ge:{Day(first)}");
        if (to is { } last) state += "&filter=" + Uri.EscapeDataString($"day:le:{Day(last)}");
        return also is null ? state : state + "&filter=" + Uri.EscapeDataString(also);
    }

    /// <summary>A day as addresses write it.</summary>
    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
