#pragma warning disable CS1591 // an id is an id: the type says of what
namespace Crossdock.Kernel;

/// <summary>A database key wrapped in a type of its own, so that an item can never be passed for a site.</summary>
/// <typeparam name="TValue">What is stored: int, long or Guid.</typeparam>
public interface IId<TValue>
{
    /// <summary>What is stored.</summary>
    TValue Value { get; }
}

/// <summary>A legal entity: own books, own currency.</summary>
public readonly record struct EntityId(int Value) : IId<int>;

/// <summary>A site (warehouse) of an entity.</summary>
public readonly record struct SiteId(int Value) : IId<int>;

/// <summary>A bin, dock, staging place, transit lane or virtual place.</summary>
public readonly record struct PlaceId(int Value) : IId<int>;

/// <summary>An item of the group.</summary>
public readonly record struct ItemId(int Value) : IId<int>;

/// <summary>A supplier or a customer.</summary>
public readonly record struct PartnerId(int Value) : IId<int>;

/// <summary>A person, or a named job that acts like one.</summary>
public readonly record struct PersonId(int Value) : IId<int>;

/// <summary>A lot or a serial number of an item.</summary>
public readonly record struct LotId(long Value) : IId<long>;
