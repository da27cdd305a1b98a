using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Sqlite.Migrations.Internal;

namespace Crossdock.Storage;

#pragma warning disable EF1001 // the generator is internal to the provider; STRICT is one word at the end of each CREATE TABLE
/// <summary>
/// Makes every SQLite table STRICT: an integer column takes integers only, so no amount can ever become a REAL. A table with a key of several
/// columns is kept in the order of its key, not once by row number and once more in an index; except where keys come in no order, so that each
/// row would dirty a page of its own.
/// </summary>
internal sealed class StrictSqliteGenerator(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : Microsoft.EntityFrameworkCore.Migrations.SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    private static readonly HashSet<string> ByArrival = ["storage_request_keys"];

    /// <inheritdoc/>
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        var ordered = operation.PrimaryKey?.Columns.Length > 1 && !ByArrival.Contains(operation.Name) ? ", WITHOUT ROWID" : "";
        builder.AppendLine(" STRICT" + ordered + Dependencies.SqlGenerationHelper.StatementTerminator);
        if (terminate) EndStatement(builder);
    }
}
#pragma warning restore EF1001
