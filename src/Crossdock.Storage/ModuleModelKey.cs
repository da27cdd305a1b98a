using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Crossdock.Storage;

/// <summary>One model per list of modules: a process may hold databases of different modules.</summary>
internal sealed class ModuleModelKey : IModelCacheKeyFactory
{
    /// <inheritdoc/>
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((CrossdockDb)context).Modules, designTime);
}
