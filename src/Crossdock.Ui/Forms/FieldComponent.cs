using Microsoft.AspNetCore.Components;

namespace Crossdock.Ui;

/// <summary>What every field has in common. The name is the path in the request: <c>lines[0].quantity</c>.</summary>
public abstract class FieldComponent : ComponentBase
{
    /// <summary>Path of the value in the request.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>What is asked for.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>True when the label is only spoken, as in a grid or a filter bar.</summary>
    [Parameter] public bool HideLabel { get; set; }

    /// <summary>How to fill it, below the field.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>True when it must be filled.</summary>
    [Parameter] public bool Required { get; set; }

    /// <summary>True when it is shown but not changed.</summary>
    [Parameter] public bool ReadOnly { get; set; }

    /// <summary>True for the one field that has the focus at first.</summary>
    [Parameter] public bool Autofocus { get; set; }

    /// <summary>Id of the input; made of the name unless given.</summary>
    [Parameter] public string? Id { get; set; }

    /// <summary>Anything else the input carries.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    /// <summary>Id of the input.</summary>
    protected string Key => Id ?? "field-" + Tones.Slug(Name);

    /// <summary>Ids of what describes the input.</summary>
    protected string Described => Hint is null ? Key + "-error" : Key + "-hint " + Key + "-error";
}
