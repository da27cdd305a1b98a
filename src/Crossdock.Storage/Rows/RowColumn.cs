using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Crossdock.Storage.Rows;

/// <summary>A column kept as <typeparamref name="TStored"/>: long, int, bool, Guid (each also nullable), string or byte[].</summary>
internal sealed class RowColumn<T, TStored>(string property, Func<T, TStored> get, Action<T, TStored> set)
    : RowColumn<T>(property)
{
    public override string PostgresType =>
        Is<long>() ? "bigint" : Is<int>() ? "integer" : Is<bool>() ? "boolean" : Is<Guid>() ? "uuid" : typeof(TStored) == typeof(string) ? "text" : "bytea";

    public override void Bind(sqlite3_stmt statement, int index, T row)
    {
        var value = get(row);
        switch (value)
        {
            case null: raw.sqlite3_bind_null(statement, index); break;
            case long number: raw.sqlite3_bind_int64(statement, index, number); break;
            case int number: raw.sqlite3_bind_int64(statement, index, number); break;
            case bool flag: raw.sqlite3_bind_int64(statement, index, flag ? 1 : 0); break;
            case string text: raw.sqlite3_bind_text(statement, index, text); break;
            case byte[] bytes: raw.sqlite3_bind_blob(statement, index, bytes); break;
            case Guid id:
                Span<byte> buffer = stackalloc byte[16];
                id.TryWriteBytes(buffer, bigEndian: true, out _);
                raw.sqlite3_bind_blob(statement, index, buffer);
                break;
            default: throw new NotSupportedException(typeof(TStored).Name);
        }
    }

    public override void Read(sqlite3_stmt statement, int index, T row)
    {
        if (raw.sqlite3_column_type(statement, index) == raw.SQLITE_NULL)
        {
            set(row, default!);
            return;
        }

        if (Is<long>()) set(row, Cast(raw.sqlite3_column_int64(statement, index)));
        else if (Is<int>()) set(row, Cast(checked((int)raw.sqlite3_column_int64(statement, index))));
        else if (Is<bool>()) set(row, Cast(raw.sqlite3_column_int64(statement, index) != 0));
        else if (Is<Guid>()) set(row, Cast(new Guid(raw.sqlite3_column_blob(statement, index), bigEndian: true)));
        else if (typeof(TStored) == typeof(string)) set(row, (TStored)(object)raw.sqlite3_column_text(statement, index).utf8_to_string());
        else set(row, (TStored)(object)raw.sqlite3_column_blob(statement, index).ToArray());
    }

    public override NpgsqlParameter Array(IReadOnlyList<T> rows)
    {
        var values = new TStored[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = get(rows[i]);
        return new NpgsqlParameter<TStored[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | DbType };
    }

    public override NpgsqlParameter Single(T row) => new() { NpgsqlDbType = DbType, Value = (object?)get(row) ?? DBNull.Value };

    private static NpgsqlDbType DbType { get; } =
        Is<long>() ? NpgsqlDbType.Bigint : Is<int>() ? NpgsqlDbType.Integer : Is<bool>() ? NpgsqlDbType.Boolean
        : Is<Guid>() ? NpgsqlDbType.Uuid : typeof(TStored) == typeof(string) ? NpgsqlDbType.Text : NpgsqlDbType.Bytea;

    public override void Read(DbDataReader reader, int index, T row) =>
        set(row, reader.IsDBNull(index) ? default!
            : Is<Guid>() && reader is Microsoft.Data.Sqlite.SqliteDataReader ? Cast(new Guid(reader.GetFieldValue<byte[]>(index), bigEndian: true))
            : reader.GetFieldValue<TStored>(index));

    public override void Hash(CanonicalHash hash, T row)
    {
        var value = get(row);
        switch (value)
        {
            case null: hash.Null(); break;
            case long number: hash.Number(number); break;
            case int number: hash.Number(number); break;
            case bool flag: hash.Number(flag ? 1 : 0); break;
            case string text: hash.Text(text); break;
            case byte[] bytes: hash.Bytes(bytes); break;
            case Guid id: hash.Bytes(id.ToByteArray(true)); break;
            default: throw new NotSupportedException(typeof(TStored).Name);
        }
    }

    // TStored is long or long?, and so on: the JIT folds these comparisons.
    private static bool Is<TPrimitive>()
        where TPrimitive : struct => typeof(TStored) == typeof(TPrimitive) || typeof(TStored) == typeof(TPrimitive?);

    private static TStored Cast<TPrimitive>(TPrimitive value)
        where TPrimitive : struct
    {
        if (typeof(TStored) == typeof(TPrimitive)) return System.Runtime.CompilerServices.Unsafe.As<TPrimitive, TStored>(ref value);
        TPrimitive? nullable = value;
        return System.Runtime.CompilerServices.Unsafe.As<TPrimitive?, TStored>(ref nullable);
    }
}
