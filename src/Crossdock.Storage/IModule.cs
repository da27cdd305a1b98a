using Crossdock.Storage.Checking;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Storage;

/// <summary>
/// One module of the house: its tables, services and routes. The host lists the modules in a fixed order; nothing is scanned.
/// </summary>
public interface IModule
{
    /// <summary>Lower-case name; the prefix of the module's tables and refusal codes.</summary>
    string Name { get; }

    /// <summary>Maps the module's tables. Column names follow the property names in snake_case.</summary>
    void Model(ModelBuilder model, Engine engine);

    /// <summary>Registers uses, queries and faces, all as singletons: what a call needs comes in with its <see cref="Work"/>.</summary>
    void Services(IServiceCollection services);

    /// <summary>Maps the routes below <c>/api/v1</c>.</summary>
    void Endpoints(IEndpointRouteBuilder routes);

    /// <summary>Maps routes outside of <c>/api/v1</c>: those of pages, such as signing out.</summary>
    void PageEndpoints(IEndpointRouteBuilder routes)
    {
    }

    /// <summary>Tables that the database itself refuses to update or delete in.</summary>
    IEnumerable<string> AppendOnlyTables => [];

    /// <summary>Ledger tables whose rows enter the content hash of their posting: every insert that is made with <c>sealedRow</c>.</summary>
    IEnumerable<SealedTable> SealedTables => [];

    /// <summary>Further statements that make the schema whole (views), each re-runnable, run after the migrations.</summary>
    IEnumerable<string> SchemaStatements(Engine engine) => [];
}
