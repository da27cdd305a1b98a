using System.Reflection;

namespace Crossdock.Web.Tests;

public sealed class RefusalTests
{
    [Fact]
    public void Every_refusal_code_belongs_to_one_refusal_and_to_its_module()
    {
        var refusals = Named().Concat(Fixed()).ToList();
        Assert.NotEmpty(refusals);
        var twice = refusals.GroupBy(r => r.Code).Where(g => g.Select(r => r.Where).Distinct().Count() > 1).Select(g => $"{g.Key}: {string.Join(" and ", g.Select(r => r.Where).Distinct())}");
        Assert.Empty(twice);
        Assert.Empty(refusals.Where(r => !System.Text.RegularExpressions.Regex.IsMatch(r.Code, "^[a-z]+\\.[a-z0-9_]+$")).Select(r => $"{r.Code} of {r.Where}"));
    }

    [Fact]
    public void Every_refusal_says_a_sentence() =>
        Assert.Empty(Named().Concat(Fixed()).Where(r => r.Message.Length < 15 || !r.Message.TrimEnd().EndsWith('.') && !r.Message.TrimEnd().EndsWith('?')).Select(r => $"{r.Code}: {r.Message}"));

    /// <summary>Records derived from Refusal, made with placeholder values: their code and sentence do not depend on them.</summary>
    private static IEnumerable<(string Code, string Message, string Where)> Named()
    {
        foreach (var type in Catalog.Assemblies.Append(typeof(Refusal).Assembly).SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract))
        {
            var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type).MaxBy(c => c.GetParameters().Length)!;
            var refusal = (Refusal)constructor.Invoke([.. constructor.GetParameters().Select(p => Placeholder(p.ParameterType))]);
            yield return (refusal.Code, refusal.Message, type.FullName!);
        }
    }

    private static IEnumerable<(string Code, string Message, string Where)> Fixed() =>
        from type in Catalog.Assemblies.Append(typeof(Refusal).Assembly).SelectMany(a => a.GetTypes())
        where !type.ContainsGenericParameters
        from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        where field.FieldType == typeof(Refusal)
        let refusal = (Refusal?)field.GetValue(null)
        where refusal is not null
        select (refusal.Code, refusal.Message, $"{type.FullName}.{field.Name}");

    private static object? Placeholder(Type type)
    {
        if (type == typeof(string)) return "X";
        if (Nullable.GetUnderlyingType(type) is { } inner) return Placeholder(inner);
        if (type.IsValueType) return Activator.CreateInstance(type);
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsGenericType && type.IsInterface && type.GetGenericArguments() is [{ } element]) return Array.CreateInstance(element, 0);
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type).MinBy(c => c.GetParameters().Length);
        return constructor?.Invoke([.. constructor.GetParameters().Select(p => Placeholder(p.ParameterType))]);
    }
}
