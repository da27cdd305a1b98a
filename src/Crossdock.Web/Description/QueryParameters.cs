using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Crossdock.Web.Description;

/// <summary>
/// The description cannot read the rules on the parameters of a request record (it casts the attributes to the wrong array and fails), so it
/// is given the parameters' names, spelled as in JSON, and types alone.
/// </summary>
internal sealed class QueryParameters : IApiDescriptionProvider
{
    // After the provider that finds the routes.
    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var parameter in context.Results.SelectMany(r => r.ParameterDescriptions))
        {
            if (parameter.Source == BindingSource.Query) parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name);
            if (parameter.ParameterDescriptor is { } found)
                parameter.ParameterDescriptor = new ParameterDescriptor { Name = found.Name, ParameterType = found.ParameterType, BindingInfo = found.BindingInfo };
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
    }
}
