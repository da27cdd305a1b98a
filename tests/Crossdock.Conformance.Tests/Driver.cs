using Crossdock.Books.Periods;
using Crossdock.MasterData;
using Crossdock.Model;
using ClosePeriod = Crossdock.Books.Periods.ClosePeriod;
using Condition = Crossdock.Inventory.Condition;

namespace Crossdock.Conformance.Tests;

/// <summary>Carries the model's commands out with the product's own uses.</summary>
internal sealed partial class Driver(Company company)
{
    private readonly Desk desk = new(company);
    private readonly Dictionary<int, MadeDocument> made = [];
    private readonly Dictionary<int, string?[]> lotsOfShipment = [];
    private readonly HashSet<(string Order, int Line)> cancelled = [];
    private readonly Dictionary<int, (string Order, int Line)> shipped = [];

    /// <summary>What the commands made.</summary>
    public IReadOnlyDictionary<int, MadeDocument> MadeDocuments => made;

    /// <summary>Sends a command to the product; answers its refusal, or nothing.</summary>
    /// <param name="command">The command.</param>
    /// <param name="outcome">What the model said; the supplier's printed total is taken from its books.</param>
    /// <param name="model">The model's books after the command.</param>
    public async Task<Refusal?> ApplyAsync(Command command, Outcome outcome, LedgerModel model)
    {
        var again = desk.IsRepeat(command);
        Refusal? refusal;
        MadeDocument? document = null;
        switch (command)
        {
            case PassDays c:
                if (!again && c.Days > 0) desk.Pass(c.Days);
                refusal = c.Days > 0 ? null : new Refusal(RefusalKind.Invalid, "model.days", "Days pass forward.");
                break;
            case Crossdock.Model.ClosePeriod c:
                refusal = Of(await desk.SendAsync(c, Use<ClosePeriod>(), new ChangePeriodRequest(company.EntityCode(c.Entity), (c.Year * 100) + c.Month)));
                break;
            case CreateItem c:
                refusal = Of(await desk.SendAsync(c, new CreateOneItem(company.App.Get<ItemMaster>()), ItemOf(c)));
                break;
            case OpenPurchaseOrder or ClosePurchaseLine or Receive or ReceiveUnordered or SupplierReturn or SupplierInvoice or SupplierPayment:
                (refusal, document) = await BuyAsync(command, model);
                break;
            case CreateSalesOrder or Allocate or CancelSalesLine or Ship or CustomerReturn or CustomerPayment:
                (refusal, document) = await SellAsync(command);
                break;
            case Reverse c:
                (refusal, document) = await ReverseAsync(c);
                break;
            default:
                (refusal, document) = await HandleAsync(command);
                break;
        }

        if (refusal is not null)
        {
            desk.Refuse(command);
            return refusal;
        }

        if (document is not null) made.TryAdd(command.Id, document);
        if (!again) Remember(command, outcome, model);
        desk.Accept(command);
        return null;
    }

    private void Remember(Command command, Outcome outcome, LedgerModel model)
    {
        if (command is CancelSalesLine c) cancelled.Add((Number(c.Order, Made.SalesOrder), c.Line));
        if (command is not Ship s) return;
        shipped[s.Id] = (Number(s.Order, Made.SalesOrder), s.Line);
        if (outcome is Accepted) lotsOfShipment[s.Id] = [.. model.DocumentOf<Shipment>(s.Id).Pieces.Select(p => p.From.Lot).Distinct()];
    }

    private T Use<T>()
        where T : notnull => company.App.Get<T>();

    private static Refusal? Of<T>(Result<T> result) => result.Refused(out var refusal, out _) ? refusal : null;

    private static (Refusal?, MadeDocument?) Of<T>(Result<T> result, Func<T, MadeDocument> make) =>
        result.Refused(out var refusal, out var value) ? (refusal, null) : (null, make(value));

    /// <summary>The product's number of what a command made; something that does not exist when it made nothing of that kind.</summary>
    private string Number(int id, Made kind) => made.TryGetValue(id, out var document) && document.Kind == kind ? document.Number : $"NONE-{id}";

    private static Condition ConditionOf(Crossdock.Model.Condition condition) => condition switch
    {
        Crossdock.Model.Condition.Available => Condition.Available,
        Crossdock.Model.Condition.Quarantine => Condition.Quarantine,
        _ => Condition.Damaged,
    };

    private static NewItem NewItemOf(CreateItem c, string code) => new(
        code, c.Item, "base", BaseDecimals: c.Decimals,
        Tracking: c.Tracking switch { Crossdock.Model.Tracking.Lot => MasterData.Tracking.Lot, Crossdock.Model.Tracking.Serial => MasterData.Tracking.Serial, _ => MasterData.Tracking.None },
        Valuation: c.Method == CostMethod.Fifo ? Valuation.Fifo : Valuation.MovingAverage,
        StandardCost: UnitPrice.Of(c.StandardPrice),
        Packs: [new("per12", 12), new("per7", 7), .. c.SalesUnitNumerator == 1 && c.SalesUnitDenominator == 1 ? Array.Empty<NewPack>() : [new NewPack("sold", c.SalesUnitNumerator, c.SalesUnitDenominator)]]);

    private NewItem ItemOf(CreateItem c) => NewItemOf(c, company.ItemCode(c.Item));

    private sealed class CreateOneItem(ItemMaster master) : IUse<NewItem, Done>
    {
        public async Task<Result<Done>> ExecuteAsync(Work work, NewItem request, CancellationToken cancel) =>
            (await master.CreateAsync(work, request, cancel)).Refused(out var refusal, out _) ? refusal : Done.Yes;
    }
}
