namespace Crossdock.Storage;

/// <summary>The database engines Crossdock runs on. Both give the same books.</summary>
public enum Engine
{
    /// <summary>Embedded: one process, one file.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later, any number of nodes.</summary>
    Postgres,
}
