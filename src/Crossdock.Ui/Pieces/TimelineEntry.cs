namespace Crossdock.Ui;

/// <summary>Something that happened to a record.</summary>
/// <param name="When">The instant.</param>
/// <param name="Title">What happened, past tense.</param>
/// <param name="Who">Who did it; null when nobody did.</param>
/// <param name="Text">More, or what was written.</param>
/// <param name="Tone">How it went.</param>
/// <param name="Href">Where it is shown in full.</param>
public sealed record TimelineEntry(DateTimeOffset When, string Title, string? Who = null, string? Text = null, Tone Tone = Tone.Neutral, string? Href = null);
