using System.ComponentModel.DataAnnotations;
using Crossdock.Storage.Commit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Procurement.Answering;

/// <summary>Tolerances for answers, by supplier category, from memory.</summary>
internal sealed class AnswerRules
{
    private readonly MasterMemory<Shelf> memory;

    public AnswerRules(Database database, CommitEngine engine, TimeProvider time) => memory = new(database, engine, time, AnswerRulesChanged.Name);

    /// <summary>The rule of a supplier's category, else that for all others, else the usual one.</summary>
    public async ValueTask<AnswerRule> OfAsync(CrossdockDb db, Partner supplier, CancellationToken cancel)
    {
        var all = await AllAsync(db, cancel);
        return all.GetValueOrDefault((supplier.Category ?? "").ToLowerInvariant()) ?? all.GetValueOrDefault("") ?? AnswerRule.Usual;
    }

    public async ValueTask<IReadOnlyDictionary<string, AnswerRule>> AllAsync(CrossdockDb db, CancellationToken cancel)
    {
        var shelf = await memory.CurrentAsync();
        return shelf.Rules ??= (await memory.ReadAsync(db, d => d.Set<AnswerRule>().AsNoTracking().ToListAsync(cancel))).ToDictionary(r => r.Category, StringComparer.Ordinal);
    }

    private sealed class Shelf
    {
        public Dictionary<string, AnswerRule>? Rules { get; set; }
    }
}

/// <summary>Tolerances for answers changed.</summary>
public sealed record AnswerRulesChanged : IFact
{
    /// <inheritdoc/>
    public static string Name => "procurement.answer_rules_changed";

    /// <inheritdoc/>
    public SiteId? Site => null;

    /// <inheritdoc/>
    public ItemId? Item => null;
}

/// <summary>How far a supplier's answer may differ from the order and still be taken without anybody looking.</summary>
/// <param name="DaysLate">Days after the day asked for.</param>
/// <param name="DaysEarly">Days before it.</param>
/// <param name="UnderPercent">How much less, in percent.</param>
/// <param name="OverPercent">How much more, in percent.</param>
/// <param name="DearerPercent">How much dearer, in percent.</param>
/// <param name="AnswerDays">Days after the release until an answer is overdue.</param>
/// <param name="Category">Supplier category; all others when absent.</param>
/// <param name="Reason">Why.</param>
public sealed record SetAnswerRuleRequest(
    [Range(0, 365)] int DaysLate, [Range(0, 365)] int DaysEarly, Quantity UnderPercent, Quantity OverPercent, Quantity DearerPercent, [Range(1, 90)] int AnswerDays,
    [StringLength(40)] string? Category = null, [StringLength(200)] string? Reason = null) : IHasReason;

/// <summary>The rule as it is kept.</summary>
/// <param name="Category">Supplier category; empty for all others.</param>
public sealed record SetAnswerRuleResponse(string Category);

internal sealed class SetAnswerRule : IUse<SetAnswerRuleRequest, SetAnswerRuleResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<SetAnswerRule>("PUT /answer-rules", Permission.MaintainPolicies)
        .WithSummary("Set how far suppliers' answers may differ and still be taken at once.");

    public async Task<Result<SetAnswerRuleResponse>> ExecuteAsync(Work work, SetAnswerRuleRequest request, CancellationToken cancel)
    {
        var category = (request.Category ?? "").Trim().ToLowerInvariant();
        if (request.UnderPercent.PercentHundredths() is not { } under || request.OverPercent.PercentHundredths() is not { } over || request.DearerPercent.PercentHundredths() is not { } dearer)
            return Refusal.Invalid("procurement.answer_rule", "Each percentage is from 0 to 100 with at most two decimals.");
        var rule = await work.Db.Set<AnswerRule>().SingleOrDefaultAsync(r => r.Category == category, cancel);
        if (rule is null) work.Db.Add(rule = new AnswerRule { Category = category });
        (rule.DaysLate, rule.DaysEarly, rule.UnderHundredths, rule.OverHundredths, rule.DearerHundredths, rule.AnswerDays) =
            (request.DaysLate, request.DaysEarly, under, over, dearer, request.AnswerDays);
        work.Subject = category.Length == 0 ? "answer rule" : $"answer rule {category}";
        await MasterChanges.TellAsync(work, new AnswerRulesChanged(), cancel);
        return new SetAnswerRuleResponse(category);
    }
}
