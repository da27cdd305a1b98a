using System.Diagnostics.CodeAnalysis;

namespace Crossdock.Kernel;

/// <summary>How a refusal is answered over HTTP and how a caller should react to it.</summary>
public enum RefusalKind
{
    /// <summary>The request itself makes no sense (400).</summary>
    Invalid,

    /// <summary>The person may not do this (403).</summary>
    Forbidden,

    /// <summary>The thing does not exist, or not for this person (404).</summary>
    NotFound,

    /// <summary>The document is in the wrong state, or the same thing was done before (409).</summary>
    Conflict,

    /// <summary>The world does not allow it: no stock, closed period, over tolerance (422).</summary>
    Refused,

    /// <summary>The caller looked at an older version (412).</summary>
    Stale,

    /// <summary>Needed header or version is missing (428).</summary>
    PreconditionRequired,

    /// <summary>The system cannot take the request now; try again (503).</summary>
    Unavailable,
}

/// <summary>
/// An expected no: a kind, a code that never changes, and a sentence the person at the dock can act on.
/// Features derive named refusals from it and never throw to steer.
/// </summary>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Code">Stable code, <c>module.what_is_wrong</c>.</param>
/// <param name="Message">One or two sentences: what is wrong and what to do.</param>
public record Refusal(RefusalKind Kind, string Code, string Message)
{
    /// <summary>JSON pointer of the request field that is wrong, or null when it is the whole request.</summary>
    public string? Pointer { get; init; }

    /// <summary>Alternatives or figures that help the caller to act on the no; shown as <c>explain</c>.</summary>
    public IReadOnlyDictionary<string, string>? Explain { get; init; }

    /// <summary>A bad field value.</summary>
    public static Refusal Invalid(string code, string message, string? pointer = null) =>
        new(RefusalKind.Invalid, code, message) { Pointer = pointer };

    /// <summary>Something that does not exist, or not for this person.</summary>
    public static Refusal NotFound(string what, string key) =>
        new(RefusalKind.NotFound, "not_found", $"There is no {what} '{key}'.");
}

/// <summary>Either a value or a <see cref="Refusal"/>; never both, never neither.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public readonly struct Result<T>
{
    private readonly T? value;
    private readonly Refusal? refusal;

    private Result(T? value, Refusal? refusal)
    {
        this.value = value;
        this.refusal = refusal;
    }

    /// <summary>True when there is a value.</summary>
    public bool IsValue => refusal is null;

    /// <summary>The value; throws when refused, so call it only where a refusal would be a bug.</summary>
    public T Value => refusal is null ? value! : throw new InvalidOperationException($"Refused: {refusal.Code}: {refusal.Message}");

    /// <summary>The refusal, or null.</summary>
    public Refusal? Refusal => refusal;

    /// <summary>True when refused; then <paramref name="no"/> is set, else <paramref name="yes"/>.</summary>
    public bool Refused([NotNullWhen(true)] out Refusal? no, [MaybeNullWhen(true)] out T yes)
    {
        no = refusal;
        yes = value;
        return refusal is not null;
    }

    /// <summary>Wraps a value.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Wraps a refusal.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>Wraps a value where the implicit conversion is not available (interface types).</summary>
    public static Result<T> Of(T value) => new(value, null);
}

/// <summary>The answer of something that has nothing to say but yes.</summary>
public readonly record struct Done
{
    /// <summary>Yes.</summary>
    public static Result<Done> Yes => default(Done);
}
