namespace Crossdock.Organisation;

/// <summary>How strictly two duties are kept apart.</summary>
public enum ConflictStrength
{
    /// <summary>Never one person.</summary>
    Hard = 1,

    /// <summary>One person only at a small site, with a compensating control that was accepted and has not expired.</summary>
    Soft = 2,

    /// <summary>Hard from an amount on, soft below it.</summary>
    HardFromAmount = 3,
}

/// <summary>A row of the conflict matrix: two duties that one person does not do both of.</summary>
/// <param name="Number">Its number; refusals name it.</param>
/// <param name="One">Either of these duties ...</param>
/// <param name="Other">... with either of these.</param>
/// <param name="Risk">What could go wrong.</param>
/// <param name="Strength">How strictly.</param>
public sealed record Conflict(int Number, IReadOnlyList<Duty> One, IReadOnlyList<Duty> Other, string Risk, ConflictStrength Strength)
{
    /// <summary>Rights that no one person is given together.</summary>
    public IReadOnlyList<(Permission One, Permission Other)> Standing { get; init; } = [];

    /// <summary>What the check at the documents compares, in a sentence; null when there is none.</summary>
    public string? Chain { get; init; }

    /// <summary>What does not exist yet, so that nothing can be checked; null when all does.</summary>
    public string? Missing { get; init; }

    /// <summary>For how many days a duty done on a record binds; null for as long as the document lives.</summary>
    public int? Days { get; init; }

    /// <summary>From this amount on it is hard, in the entity's currency.</summary>
    public Amount HardFrom { get; init; }

    /// <summary>The first words of every refusal for it.</summary>
    public string Title => $"Conflict {Number} ({Risk})";

    /// <summary>True when it is hard for what is worth so much.</summary>
    public bool IsHard(Amount worth) => Strength == ConflictStrength.Hard || (Strength == ConflictStrength.HardFromAmount && worth >= HardFrom);

    /// <summary>True when it keeps these two apart, in either order.</summary>
    public bool Parts(Duty one, Duty other) => (One.Contains(one) && Other.Contains(other)) || (One.Contains(other) && Other.Contains(one));
}

/// <summary>Something somebody did on a chain of documents.</summary>
/// <param name="Person">Who.</param>
/// <param name="Duty">What.</param>
/// <param name="At">When; null where the document itself says that it still counts.</param>
public readonly record struct Deed(PersonId Person, Duty Duty, DateTimeOffset? At = null);
