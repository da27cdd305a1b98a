using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Governance;

/// <summary>A class of objects that somebody answers for. Modules register theirs; each kind of approval and each cause of exceptions is one of itself.</summary>
/// <param name="Code">Its name, lower case without spaces; stored, so it is never renamed.</param>
/// <param name="Title">What people call it ("Suppliers").</param>
/// <param name="Right">What somebody must be able to do to answer for it.</param>
/// <param name="Levels">How far an owner of it may reach.</param>
public sealed record OwnedClass(string Code, string Title, Permission Right, ScopeLevels Levels = ScopeLevels.All);

/// <summary>How modules say what somebody must answer for.</summary>
public static class OwnedServices
{
    /// <summary>Registers classes of objects.</summary>
    public static IServiceCollection AddOwned(this IServiceCollection services, params IEnumerable<OwnedClass> classes)
    {
        foreach (var owned in classes) services.AddSingleton(owned);
        return services;
    }
}
