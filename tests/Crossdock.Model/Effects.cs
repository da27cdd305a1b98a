namespace Crossdock.Model;

/// <summary>Collects what one command does, to be told in its outcome.</summary>
internal sealed class Effects(int document)
{
    public int Document => document;
    public List<PositionChange> Positions { get; } = [];
    public List<PoolChange> Pools { get; } = [];
    public List<AllocationChange> Allocations { get; } = [];
    public List<TransitChange> Transits { get; } = [];
    public List<(int Entity, DateOnly Day, Account Account, int? Site, long Cents)> Lines { get; } = [];

    public Accepted Accepted(IReadOnlyList<Journal> journals) =>
        new(document, Positions, Pools, Allocations, Transits, journals);
}
