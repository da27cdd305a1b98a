using System.Globalization;
using System.Text;

namespace Crossdock.Procurement.Sourcing;

/// <summary>What those who bid and did not win all they bid for are told: which lines, never to whom or at what price.</summary>
internal static class Notices
{
    public static IReadOnlyList<NoticeView> Of(QuotationRequest request, Compared compared, IReadOnlyList<AwardLine> award)
    {
        var notices = new List<NoticeView>();
        foreach (var supplier in compared.Invited)
        {
            var offered = compared.Lines.Where(l => l.Scores.Any(s => s.Offer.Supplier.Id == supplier.Id)).ToList();
            var lost = offered.Where(l => !award.Any(a => a.Line == l.Line.Line && a.SupplierId == supplier.Id)).ToList();
            if (lost.Count > 0) notices.Add(new(supplier.Code, supplier.Name, Text(request, supplier, lost, offered.Count)));
        }

        return notices;
    }

    private static string Text(QuotationRequest request, Partner supplier, IReadOnlyList<ComparedLine> lost, int offered)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"To {supplier.Name}\n\nThank you for your quotation on our request {request.Number}. ");
        text.Append(lost.Count == offered ? "We have decided for another offer this time.\n" : "We order a part of what you offered. For the following we have decided for another offer:\n");
        foreach (var line in lost) text.Append(CultureInfo.InvariantCulture, $"\n- {line.Item.Code} {line.Item.Name}, {line.Line.UnitQuantity} {line.Line.Unit}");
        text.Append("\n\nWe will gladly ask you again.\n");
        return text.ToString();
    }
}
