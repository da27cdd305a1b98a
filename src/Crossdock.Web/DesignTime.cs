using Microsoft.EntityFrameworkCore.Design;

namespace Crossdock.Web;

/// <summary>Gives the migration tool the model of all modules, on the engine that CROSSDOCK_DB names.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<CrossdockDb>
{
    /// <inheritdoc/>
    public CrossdockDb CreateDbContext(string[] args) =>
        new Database(Environment.GetEnvironmentVariable(Settings.DatabaseKey) ?? "crossdock.db", ModuleCatalog.All).Open();
}
