using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Warehouse.Adjusting;

/// <summary>A new reason.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">What people read.</param>
/// <param name="Use">What it may be given for; it decides the account.</param>
/// <param name="NeedsNote">True when a note must come with it.</param>
public sealed record CreateReasonRequest(
    [Required, StringLength(20, MinimumLength = 1)] string Code,
    [Required, StringLength(80, MinimumLength = 1)] string Name,
    ReasonUse Use,
    bool NeedsNote = false);

/// <summary>A reason.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">What people read.</param>
/// <param name="Use">What it may be given for.</param>
/// <param name="Counter">The account that stands against inventory, or null where no value moves.</param>
/// <param name="NeedsNote">True when a note must come with it.</param>
public sealed record ReasonView(string Code, string Name, ReasonUse Use, AccountRole? Counter, bool NeedsNote);

internal sealed class CreateReason : IUse<CreateReasonRequest, ReasonView>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateReason>("POST /reasons", Permission.MaintainSites)
        .WithSummary("Add a reason for adjustments, condition changes, transit losses or reversals.");

    public async Task<Result<ReasonView>> ExecuteAsync(Work work, CreateReasonRequest request, CancellationToken cancel)
    {
        if (Code.Refused(request.Code, "a reason", out var refusal, out var code)) return refusal;
        if (await work.Db.Set<StoredReason>().AnyAsync(r => r.Code == code, cancel)) return new CodeTaken("reason", code);
        var reason = new StoredReason { Code = code, Name = request.Name.Trim(), Use = request.Use, Counter = StoredReason.CounterOf(request.Use), NeedsNote = request.NeedsNote };
        work.Db.Add(reason);
        work.Subject = $"reason {code}";
        return ListReasons.View(reason);
    }
}

/// <summary>Asks for the reasons.</summary>
/// <param name="Use">Only those for this use.</param>
public sealed record ReasonsRequest(ReasonUse? Use = null);

internal sealed class ListReasons : IQuery<ReasonsRequest, IReadOnlyList<ReasonView>>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListReasons>("GET /reasons", Permission.SeeStock)
        .WithSummary("Reasons that may be given, by code.");

    public async Task<Result<IReadOnlyList<ReasonView>>> AnswerAsync(Reading reading, ReasonsRequest request, CancellationToken cancel) =>
        Result<IReadOnlyList<ReasonView>>.Of((await reading.Db.Set<StoredReason>().AsNoTracking()
            .Where(r => r.Active && (request.Use == null || r.Use == request.Use)).OrderBy(r => r.Code).ToListAsync(cancel)).ConvertAll(View));

    internal static ReasonView View(StoredReason reason) => new(reason.Code, reason.Name, reason.Use, reason.Counter, reason.NeedsNote);
}
