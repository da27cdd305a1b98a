using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Crossdock.Ui;

/// <summary>Renders its content one step later, when the columns before it have made themselves known.</summary>
public sealed class Deferred : ComponentBase
{
    /// <summary>What is rendered later.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
