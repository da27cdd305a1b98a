using System.ComponentModel.DataAnnotations.Schema;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;

namespace Crossdock.Storage.Rows;

/// <summary>
/// How a class maps to the columns of a table, for the ledger writer: by property name in snake_case, with the same stored forms as
/// <see cref="CrossdockDb"/>. Built once per type; reading and binding then run compiled code without boxing.
/// </summary>
/// <typeparam name="T">A plain class with one property per column; <see cref="NotMappedAttribute"/> leaves one out.</typeparam>
public sealed class RowMap<T>
    where T : class
{
    private readonly Func<T> create;

    /// <summary>Maps every property of the class.</summary>
    /// <param name="table">Table name.</param>
    public RowMap(string table)
    {
        Table = table;
        Columns = typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(p => p.GetCustomAttribute<NotMappedAttribute>() is null && p.CanWrite && p.GetIndexParameters().Length == 0)
            .Select(ColumnOf)
            .ToArray();
        create = Expression.Lambda<Func<T>>(Expression.New(typeof(T))).Compile();
    }

    /// <summary>Table name.</summary>
    public string Table { get; }

    internal RowColumn<T>[] Columns { get; }

    internal RowColumn<T>[] Named(IEnumerable<string> properties) =>
        properties.Select(name => Columns.Single(c => c.Property == name)).ToArray();

    internal string ColumnList(string prefix = "") => string.Join(", ", Columns.Select(c => prefix + c.Name));

    internal T New() => create();

    /// <summary>Hash of one row: the table's name and every column, in order.</summary>
    internal byte[] HashOf(CanonicalHash hash, T row)
    {
        hash.Text(Table);
        foreach (var column in Columns) column.Hash(hash, row);
        return hash.Finish();
    }

    private static RowColumn<T> ColumnOf(PropertyInfo property)
    {
        var (stored, toStored, fromStored) = StoredForm.Of(property.PropertyType);
        var row = Expression.Parameter(typeof(T), "row");
        var value = Expression.Parameter(stored, "value");
        var get = Expression.Lambda(toStored(Expression.Property(row, property)), row).Compile();
        var assign = Expression.Assign(Expression.Property(row, property), fromStored(value));
        var set = Expression.Lambda(typeof(Action<,>).MakeGenericType(typeof(T), stored), assign, row, value).Compile();
        return (RowColumn<T>)Activator.CreateInstance(typeof(RowColumn<,>).MakeGenericType(typeof(T), stored), property.Name, get, set)!;
    }
}

/// <summary>The stored form of each value type: which primitive it is kept as, and the way there and back.</summary>
internal static class StoredForm
{
    public static (Type Stored, Func<Expression, Expression> To, Func<Expression, Expression> From) Of(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type);
        if (inner is not null)
        {
            var (stored, to, from) = Of(inner);
            if (!stored.IsValueType) throw new NotSupportedException($"{type} has no nullable stored form.");
            var nullable = typeof(Nullable<>).MakeGenericType(stored);
            return (nullable,
                e => Expression.Condition(Expression.Property(e, "HasValue"), Expression.Convert(to(Expression.Property(e, "Value")), nullable), Expression.Default(nullable)),
                e => Expression.Condition(Expression.Property(e, "HasValue"), Expression.Convert(from(Expression.Property(e, "Value")), type), Expression.Default(type)));
        }

        if (type == typeof(long) || type == typeof(int) || type == typeof(string) || type == typeof(byte[]) || type == typeof(Guid) || type == typeof(bool))
            return (type, e => e, e => e);
        if (type.IsEnum) return (typeof(int), e => Expression.Convert(e, typeof(int)), e => Expression.Convert(e, type));
        if (type == typeof(DateTimeOffset)) return Static(typeof(long), nameof(Instants.ToMicros), nameof(Instants.FromMicros));
        if (type == typeof(DateOnly)) return Static(typeof(int), nameof(Instants.ToNumber), nameof(Instants.FromNumber));
        if (type == typeof(Currency))
        {
            return (typeof(string),
                e => Expression.Property(e, nameof(Currency.Code)),
                e => Expression.Call(typeof(Currency), nameof(Currency.Of), null, e));
        }

        // Quantity, Amount, UnitPrice and the ids all wrap one number that their only constructor takes.
        var constructor = type.GetConstructors().Single(c => c.GetParameters() is [{ } p] && p.ParameterType.IsPrimitive);
        var parameter = constructor.GetParameters()[0];
        return (parameter.ParameterType,
            e => Expression.Property(e, parameter.Name!),
            e => Expression.New(constructor, e));
    }

    private static (Type Stored, Func<Expression, Expression> To, Func<Expression, Expression> From) Static(Type stored, string to, string from) =>
        (stored, e => Expression.Call(typeof(Instants), to, null, e), e => Expression.Call(typeof(Instants), from, null, e));
}

/// <summary>One column of a row class.</summary>
internal abstract class RowColumn<T>(string property)
{
    public string Property { get; } = property;

    public string Name { get; } = Naming.ToSnakeCase(property);

    /// <summary>Type name for PostgreSQL arrays.</summary>
    public abstract string PostgresType { get; }

    public abstract void Bind(SQLitePCL.sqlite3_stmt statement, int index, T row);

    public abstract void Read(SQLitePCL.sqlite3_stmt statement, int index, T row);

    public abstract Npgsql.NpgsqlParameter Array(IReadOnlyList<T> rows);

    /// <summary>The value of one row as a parameter.</summary>
    public abstract Npgsql.NpgsqlParameter Single(T row);

    public abstract void Read(DbDataReader reader, int index, T row);

    public abstract void Hash(CanonicalHash hash, T row);
}
