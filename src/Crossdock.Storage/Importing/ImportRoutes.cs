using System.Text;
using Crossdock.Storage.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Storage.Importing;

/// <summary>The addresses of imports.</summary>
public static class ImportRoutes
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 10_000_000;

    /// <summary>Maps <c>GET /imports</c>, <c>GET /imports/{operation}/template</c> and <c>POST /imports/{operation}</c>. Each use asks for its own right.</summary>
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/imports").WithTags("imports").WithMetadata(new RequiresPermission(Permission.SignIn));
        group.RequireAuthorization(p => p.RequireAuthenticatedUser().RequireClaim(ActorClaims.PermissionType, nameof(Permission.SignIn)));
        group.MapGet("", (HttpContext http, DocumentImport import) => ActorClaims.Read(http.User) is { } actor ? Results.Ok(import.KindsFor(actor)) : Results.Unauthorized())
            .WithName("ListImports").WithSummary("What you may import, with the columns of its files.").Produces<IReadOnlyList<ImportKind>>().ProducesProblem(401);
        group.MapGet("/{operation}/template", Template)
            .WithName("ImportTemplate").WithSummary("An empty file with all columns.").Produces(200, contentType: "text/csv").ProducesProblem(401).ProducesProblem(404);
        group.MapPost("/{operation}", PostAsync)
            .WithName("ImportDocuments").WithSummary("Check or post a CSV file of documents, each by the use that its page calls.")
            .Accepts<string>("text/csv").Produces<ImportAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
    }

    private static IResult Template(HttpContext http, DocumentImport import, string operation)
    {
        if (ActorClaims.Read(http.User) is not { } actor) return Results.Unauthorized();
        return import.KindsFor(actor).FirstOrDefault(k => k.Operation == operation) is { } kind
            ? Results.File(Encoding.UTF8.GetBytes(string.Join(',', kind.Columns.Prepend("document").Distinct()) + "\r\n"), "text/csv; charset=utf-8", operation + ".csv")
            : Problems.From(Refusal.NotFound("import", operation));
    }

    private static async Task<IResult> PostAsync(HttpContext http, DocumentImport import, string operation, string? check, string? batch)
    {
        if (ActorClaims.Read(http.User) is not { } actor) return Results.Unauthorized();
        if (await UseRoutes.ForgedAsync(http) is { } forged) return Problems.From(forged);
        if (http.Request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) != true)
            return Problems.From(Refusal.Invalid("http.content_type", "Send the file as text/csv."));
        if (check is not (null or "true" or "false")) return Problems.From(Refusal.Invalid("import.check", "Say check=true or check=false.", "/check"));
        if (http.Request.ContentLength > MostBytes) return Problems.From(TooLarge);
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > MostBytes) return Problems.From(TooLarge);
            body.Write(buffer, 0, read);
        }

        var text = ImportFile.Decode(body.GetBuffer().AsSpan(0, (int)body.Length));
        if (!(await import.RunAsync(operation, text, batch, check == "true", actor, http.RequestAborted)).Refused(out var no, out var answer))
        {
            // A file is one way in among others: what a person may not do is seen there as well, once per file.
            if (answer.Documents.FirstOrDefault(d => d.No?.Kind == RefusalKind.Forbidden) is { No: { } tried }) RefusedAttempt.Note(http, tried);
            return Results.Ok(answer);
        }

        if (no.Code == ImportFile.UnknownColumnCode) RefusedAttempt.Note(http, no);
        return Problems.From(no);
    }

    private static Refusal TooLarge { get; } = Refusal.Invalid("import.too_large", "The file is larger than 10 MB. Cut it into several.");
}
