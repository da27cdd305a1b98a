using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Crossdock.Governance;

/// <summary>A term of a case with its value, as an approver reads it.</summary>
/// <param name="Term">What it is.</param>
/// <param name="Value">How it stands.</param>
public sealed record CaseFact(string Term, string Value)
{
    /// <summary>What people read instead of the term, with names beside codes; null for the term itself. A decision never binds to it.</summary>
    [JsonIgnore]
    public string? SaidTerm { get; init; }

    /// <summary>What people read instead of the value, as a name may change and the document is still the same; null for the value itself.</summary>
    [JsonIgnore]
    public string? Said { get; init; }

    /// <summary>True for what a decision binds to and no person reads, such as a hash.</summary>
    [JsonIgnore]
    public bool Unread { get; init; }

    internal CaseFact AsRead => SaidTerm is null && Said is null ? this : new(SaidTerm ?? Term, Said ?? Value);
}

/// <summary>What is looked up when people are asked.</summary>
/// <param name="Writers">Who else wrote the document.</param>
/// <param name="Facts">What else an approver must see.</param>
public sealed record CaseDetails(IReadOnlyList<PersonId> Writers, IReadOnlyList<CaseFact> Facts);

/// <summary>
/// Something that may need a decision, flat: what a table looks at, what the approval binds to, and what an approver must see. The module that
/// owns the document makes it; governance knows nothing else of the document.
/// </summary>
public sealed record Case
{
    /// <summary>What kind of thing it is; one that a <see cref="ApprovalSubject"/> is registered for.</summary>
    public required string Kind { get; init; }

    /// <summary>Its number or key, unique in the kind.</summary>
    public required string Document { get; init; }

    /// <summary>What it is about, in a line: "Purchase order PO-000012 to Heaven Hill".</summary>
    public required string Title { get; init; }

    /// <summary>Address of its page.</summary>
    public required string Href { get; init; }

    /// <summary>Whose money.</summary>
    public required EntityId Entity { get; init; }

    /// <summary>The site it concerns, or null.</summary>
    public SiteId? Site { get; init; }

    /// <summary>The site at the other end, whose people a route may ask as well ("receiving warehouse-manager"); null when there is none.</summary>
    public SiteId? OtherSite { get; init; }

    /// <summary>Who asks.</summary>
    public required PersonId Requester { get; init; }

    /// <summary>Who else wrote it: none of them decides on it.</summary>
    public IReadOnlyList<PersonId> Writers { get; init; } = [];

    /// <summary>What is at stake, in the currency of the entity's books, never negative.</summary>
    public required Amount Amount { get; init; }

    /// <summary>That currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Values of <see cref="Dimensions"/>, other than site and entity, which are taken from above.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Cases that count together against limits, so that a buy that is split over documents, days or people is seen as what it is
    /// ("supplier:123"); null when each stands alone.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>The fields that a decision binds to, in a fixed order. An edit of one of them voids it; notes are not among them.</summary>
    public required IReadOnlyList<CaseFact> Content { get; init; }

    /// <summary>What an approver must see beside the content: options, cost, reason.</summary>
    public IReadOnlyList<CaseFact> Facts { get; init; } = [];

    /// <summary>Writers and facts that cost reads: looked up only when people are asked.</summary>
    public Func<CancellationToken, Task<CaseDetails>>? Details { get; init; }

    /// <summary>True when what people approved of the document before does not cover it: it was taken back, and is asked for again.</summary>
    public bool IsAnew { get; init; }

    /// <summary>Why it is asked for, in the requester's words.</summary>
    public string? Reason { get; init; }

    /// <summary>SHA-256 over kind, document and content, each with its length before it. The amount is not in it: it moves with the day's rate.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var text in new[] { Kind, Document }.Concat(Content.SelectMany(f => new[] { f.Term, f.Value })))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
