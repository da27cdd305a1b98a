using System.Collections;
using System.Globalization;

namespace Crossdock.Model;

/// <summary>Commands as C# initialisers, so that a failure can be pasted into a test.</summary>
public static class CommandText
{
    /// <summary>One command.</summary>
    public static string Of(Command command) => Value(command);

    /// <summary>A list, one command a line.</summary>
    public static string Of(IEnumerable<Command> commands) =>
        "Command[] commands =\n[\n" + string.Concat(commands.Select(c => $"    {Of(c)},\n")) + "];\n";

    private static string Value(object? value) => value switch
    {
        null => "null",
        string s => $"\"{s}\"",
        bool b => b ? "true" : "false",
        decimal d => d.ToString(CultureInfo.InvariantCulture) + "m",
        int i => i.ToString(CultureInfo.InvariantCulture),
        Enum e => $"{e.GetType().Name}.{e}",
        DateOnly d => string.Create(CultureInfo.InvariantCulture, $"new DateOnly({d.Year}, {d.Month}, {d.Day})"),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Value))}]",
        _ => Record(value),
    };

    private static string Record(object value)
    {
        var type = value.GetType();
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var arguments = constructor.GetParameters().Select(p => Value(type.GetProperty(p.Name!)!.GetValue(value)));
        return $"new {type.Name}({string.Join(", ", arguments)})";
    }
}
