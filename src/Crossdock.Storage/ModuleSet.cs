namespace Crossdock.Storage;

/// <summary>The modules of this deployment, in their fixed order, and the engine their tables live on.</summary>
/// <param name="Engine">Engine of the database.</param>
/// <param name="Modules">Lower modules first.</param>
public sealed record ModuleSet(Engine Engine, IReadOnlyList<IModule> Modules);
