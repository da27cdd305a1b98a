using System.Text;

namespace Crossdock.Ui;

/// <summary>Names in code as people read them.</summary>
public static class Words
{
    /// <summary>"CustomerInvoice" as "customer invoice".</summary>
    public static string Of(Enum value) => Of(value.ToString());

    /// <summary>"ReceiveGoods" as "receive goods".</summary>
    public static string Of(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0) words.Append(' ');
            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }

    /// <summary>Uses whose names do not say to people what was done.</summary>
    private static readonly Dictionary<string, string> Uses = new(StringComparer.Ordinal)
    {
        ["DecideRequests"] = "decide on approvals", ["OrderDirect"] = "order a drop shipment", ["MarkSample"] = "note how far the sample company is", ["TakeOver"] = "take over the opening balances",
        ["FoundBooks"] = "set up the books", ["LoseInTransit"] = "write off what was lost on the way", ["SetTerms"] = "set terms of suppliers", ["SetRates"] = "set exchange rates",
    };

    /// <summary>What was done, by the name of its use: "create purchase order".</summary>
    public static string OfUse(string use) => Uses.TryGetValue(use, out var words) ? words : Of(use);

    /// <summary>The code of a refusal, without its module: "procurement.nothing_to_answer" as "nothing to answer".</summary>
    public static string OfCode(string code) => code[(code.LastIndexOf('.') + 1)..].Replace('_', ' ');

    /// <summary>The same with a capital at the beginning, for chips and titles.</summary>
    public static string Title(Enum value) => Title(value.ToString());

    /// <summary>The same of a name.</summary>
    public static string Title(string name)
    {
        var words = Of(name);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
