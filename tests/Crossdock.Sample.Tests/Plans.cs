using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Sample.Tests;

/// <summary>The cut of the repository and one plan made of it, shared by all tests.</summary>
internal static class Plans
{
    public static readonly DateOnly Wednesday = new(2026, 5, 20);

    private static readonly Lazy<SampleFiles> LoadedFiles = new(() => SampleFiles.Load(Folder));
    private static readonly Lazy<SamplePlan> Built = new(() => SampleCompany.Build(Files, Wednesday, 7));

    public static string Folder => Path.Combine(Root(), "samples");

    public static SampleFiles Files => LoadedFiles.Value;

    public static SamplePlan Plan => Built.Value;

    public static IEnumerable<SampleEvent> Events(this SamplePlan plan) => plan.Days.SelectMany(day => day.Events);

    /// <summary>One hash over everything an event says, lists included.</summary>
    public static string Hash(SamplePlan plan)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var happened in plan.Events()) hash.AppendData(Encoding.UTF8.GetBytes(Text(happened)));
        foreach (var item in plan.Items) hash.AppendData(Encoding.UTF8.GetBytes(Text(item)));
        foreach (var opening in plan.Openings) hash.AppendData(Encoding.UTF8.GetBytes(Text(opening)));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string Text(object record)
    {
        var text = new StringBuilder(record.GetType().Name);
        foreach (var property in record.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            var value = property.GetValue(record);
            if (value is System.Collections.IEnumerable list and not string) foreach (var line in list) text.Append('|').Append(line);
            else text.Append('|').Append(value);
        }

        return text.ToString();
    }

    private static string Root([CallerFilePath] string path = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(path)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Crossdock.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
