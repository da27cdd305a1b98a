using Microsoft.EntityFrameworkCore;

namespace Crossdock.MasterData.Searching;

internal sealed class SearchEntry
{
    public string Kind { get; set; } = "";
    public string Key { get; set; } = "";
    public string Title { get; set; } = "";
    public string Subtitle { get; set; } = "";
    public string Href { get; set; } = "";
}

internal sealed class SearchWord
{
    public string Word { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Key { get; set; } = "";
}

internal static class SearchTables
{
    public static void Model(ModelBuilder model, Engine engine)
    {
        model.Entity<SearchEntry>(e =>
        {
            e.ToTable("masterdata_search");
            e.HasKey(x => new { x.Kind, x.Key });
        });
        model.Entity<SearchWord>(e =>
        {
            e.ToTable("masterdata_search_words");
            e.HasKey(x => new { x.Word, x.Kind, x.Key });
            e.HasIndex(x => new { x.Kind, x.Key });

            // Prefixes are ranges of bytes, so that both engines find them in the index.
            if (engine == Engine.Postgres) e.Property(x => x.Word).UseCollation("C");
        });
    }
}
