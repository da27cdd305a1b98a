using System.ComponentModel.DataAnnotations;
using Crossdock.Payables.Invoicing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Payables.Paying;

/// <summary>What an entity owes a supplier.</summary>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Supplier">Code of the supplier.</param>
public sealed record OpenInvoicesRequest([Required, StringLength(12)] string Entity, [Required, StringLength(40)] string Supplier);

/// <summary>An invoice that is not paid in full.</summary>
/// <param name="Invoice">Our number.</param>
/// <param name="SupplierNumber">The supplier's number.</param>
/// <param name="DueDay">When it is due.</param>
/// <param name="Open">What is open.</param>
/// <param name="Currency">In this currency.</param>
public sealed record OpenInvoice(string Invoice, string SupplierNumber, DateOnly DueDay, Amount Open, Currency Currency);

internal sealed class ListOpenInvoices(Directory directory, Partners partners, OpenItems openItems) : IQuery<OpenInvoicesRequest, IReadOnlyList<OpenInvoice>>
{
    private const int Most = 100;

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapQuery<ListOpenInvoices>("GET /entities/{entity}/suppliers/{supplier}/open-invoices", Permission.SeeBooks)
        .WithSummary("Invoices of a supplier that are not paid in full, first due first.");

    public async Task<Result<IReadOnlyList<OpenInvoice>>> AnswerAsync(Reading reading, OpenInvoicesRequest request, CancellationToken cancel)
    {
        if (await directory.EntityAsync(reading.Db, request.Entity, cancel) is not { } entity || !reading.Actor.WorksFor(entity.Id)) return Refusal.NotFound("entity", request.Entity);
        if (await partners.FindAsync(reading.Db, PartnerKind.Supplier, request.Supplier, cancel) is not { } supplier) return Refusal.NotFound("supplier", request.Supplier);
        var items = await openItems.OpenOfAsync(reading.Db, OpenItemKind.Payable, entity.Id, supplier.Id, Most, cancel);
        var documents = items.Select(i => i.Document).ToList();
        var numbers = await reading.Db.Set<SupplierInvoice>().AsNoTracking().Where(i => documents.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Number, cancel);
        return Result<IReadOnlyList<OpenInvoice>>.Of(items.Where(i => numbers.ContainsKey(i.Document))
            .Select(i => new OpenInvoice(numbers[i.Document], i.Item.Number, i.Item.DueDay, i.Item.Open, i.Item.Currency)).ToList());
    }
}
