using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Governance;

/// <summary>What a parameter's value is, and the unit it is kept in.</summary>
public enum ParameterKind
{
    /// <summary>A whole number.</summary>
    Whole = 1,

    /// <summary>A percentage, kept in hundredths of a percent.</summary>
    Percent = 2,

    /// <summary>An amount in the currency of the entity it is read for, kept in ten-thousandths.</summary>
    Amount = 3,

    /// <summary>Days.</summary>
    Days = 4,

    /// <summary>Hours.</summary>
    Hours = 5,

    /// <summary>Yes (1) or no (0).</summary>
    YesNo = 6,

    /// <summary>One of the choices, kept as its position.</summary>
    Choice = 7,
}

/// <summary>How far something reaches: the whole group, an entity, a site. The lesser one goes before the larger.</summary>
[Flags]
public enum ScopeLevels
{
    /// <summary>The whole group.</summary>
    Group = 1,

    /// <summary>One legal entity with its sites.</summary>
    Entity = 2,

    /// <summary>One site.</summary>
    Site = 4,

    /// <summary>All of them.</summary>
    All = Group | Entity | Site,
}

/// <summary>
/// A figure of the trade that people may set: what it is lives in code, in the module that goes by it; what it is set to is data, with who set
/// it, since when and why.
/// </summary>
/// <param name="Key">Its name, <c>module.what_it_is</c>; stored, so it is never renamed.</param>
/// <param name="Module">What people call the part of the house it belongs to.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Effect">What it does, in a plain sentence.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Default">The value where nobody has set one.</param>
/// <param name="Least">The least the product can work with.</param>
/// <param name="Most">The most the product can work with.</param>
/// <param name="Levels">How far a value of it may reach.</param>
public sealed record ParameterDefinition(string Key, string Module, string Title, string Effect, ParameterKind Kind, long Default, long Least, long Most, ScopeLevels Levels = ScopeLevels.All)
{
    /// <summary>The words of a <see cref="ParameterKind.Choice"/>, in an order that is kept: a new one comes last.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>True when bounds are a set of allowed words instead of a least and a most.</summary>
    public bool IsWord => Kind is ParameterKind.YesNo or ParameterKind.Choice;

    /// <summary>The words that can be chosen; none for a number.</summary>
    public IReadOnlyList<string> AllWords => Kind == ParameterKind.YesNo ? ["no", "yes"] : Choices;

    /// <summary>The value as it is typed and sent: <c>2</c>, <c>12.5</c>, <c>yes</c>.</summary>
    public string Text(long value) => Kind switch
    {
        ParameterKind.Percent => new Quantity(checked(value * (Quantity.Scale / 100))).ToString(),
        ParameterKind.Amount => new Amount(value).ToDecimal().ToString("0.####", CultureInfo.InvariantCulture),
        _ when IsWord => AllWords[checked((int)value)],
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The value as people read it: <c>2 days</c>, <c>12.5 %</c>.</summary>
    public string Words(long value) => Kind switch
    {
        ParameterKind.Days => value == 1 ? "1 day" : $"{Text(value)} days",
        ParameterKind.Hours => value == 1 ? "1 hour" : $"{Text(value)} hours",
        ParameterKind.Percent => Text(value) + " %",
        ParameterKind.Amount => new Amount(value).ToDecimal().ToString("N2", CultureInfo.InvariantCulture),
        _ => Text(value),
    };

    /// <summary>Reads what was typed; refused when it is no value of its kind, or one the product cannot work with.</summary>
    public Result<long> Read(string text)
    {
        if (Parse(text.Trim()) is not { } value) return new ParameterUnreadable(text, Title, IsWord ? $"say {string.Join(" or ", AllWords)}" : Kind is ParameterKind.Percent or ParameterKind.Amount ? "write a number such as 12.5" : "write a whole number");
        return value < Least || value > Most ? new ParameterLimits(Title, Words(Least), Words(Most)) : value;
    }

    private long? Parse(string text)
    {
        switch (Kind)
        {
            case ParameterKind.Percent:
                return Quantity.TryParse(text, out var percent) && percent.Micros % (Quantity.Scale / 100) == 0 ? percent.Micros / (Quantity.Scale / 100) : null;
            case ParameterKind.Amount:
                return Amount.TryParse(text, out var amount) ? amount.TenThousandths : null;
            case ParameterKind.YesNo or ParameterKind.Choice:
                var at = AllWords.ToList().FindIndex(w => w.Equals(text, StringComparison.OrdinalIgnoreCase));
                return at < 0 ? null : at;
            default:
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
    }
}

/// <summary>How modules say which parameters they go by.</summary>
public static class ParameterServices
{
    /// <summary>Registers parameters.</summary>
    public static IServiceCollection AddParameters(this IServiceCollection services, params IEnumerable<ParameterDefinition> definitions)
    {
        foreach (var definition in definitions) services.AddSingleton(definition);
        return services;
    }
}

internal sealed record ParameterUnreadable(string Text, string Title, string How) : Refusal(RefusalKind.Invalid, "governance.parameter_unreadable",
    $"'{Text}' is no value of \"{Title}\": {How}.");

internal sealed record ParameterLimits(string Title, string Least, string Most) : Refusal(RefusalKind.Invalid, "governance.parameter_limits",
    $"\"{Title}\" can be {Least} to {Most}; the product cannot work with anything else.");
