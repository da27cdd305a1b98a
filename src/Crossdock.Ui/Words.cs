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

    /// <summary>The same with a capital at the beginning, for chips and titles.</summary>
    public static string Title(Enum value) => Title(value.ToString());

    /// <summary>The same of a name.</summary>
    public static string Title(string name)
    {
        var words = Of(name);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
