using Crossdock.Insight.Measuring;
using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Insight;

/// <summary>Figures about how the company works, counted from the rows of the other modules.</summary>
public sealed class InsightModule : IModule
{
    /// <inheritdoc/>
    public string Name => "insight";

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine)
    {
        // It keeps nothing: what it shows is counted from the documents.
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<FigureDesk>().AddSingleton<ReadFigures>().AddSingleton<ReadFigure>().AddSingleton<HomeFigures, BuyingHomeFigures>();
        services.AddNavigation(new NavigationEntry("Buying", "Figures", "/figures", "chart", Permission.SeePurchasing, 280));
    }

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
        ReadFigures.Map(routes);
        ReadFigure.Map(routes);
    }
}
