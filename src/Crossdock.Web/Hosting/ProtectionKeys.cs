using System.Xml.Linq;
using Crossdock.Storage.Commit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crossdock.Web.Hosting;

/// <summary>Keeps the keys of cookies and links in the database, so that every node reads what another wrote. New keys go through the commit step.</summary>
internal sealed class ProtectionKeys(Database database, CommitStep commits) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        database.ReadAsync(db => db.DataProtectionKeys.Select(k => k.Xml!).ToListAsync()).GetAwaiter().GetResult().ConvertAll(XElement.Parse);

    public void StoreElement(XElement element, string friendlyName)
    {
        var caller = new Caller(Actor.System("key ring")) { Use = nameof(KeepProtectionKey) };
        var request = new KeepProtectionKeyRequest(friendlyName, element.ToString(SaveOptions.DisableFormatting));

        // The key manager asks synchronously, once in a lifetime of months.
        var answer = Task.Run(() => commits.RunAsync(new KeepProtectionKey(), request, caller, CancellationToken.None)).GetAwaiter().GetResult();
        if (answer.Result.Refused(out var refusal, out _)) throw new InvalidOperationException(refusal.Message);
    }

    private sealed record KeepProtectionKeyRequest(string Name, string Xml);

    private sealed class KeepProtectionKey : IUse<KeepProtectionKeyRequest, Done>
    {
        public Task<Result<Done>> ExecuteAsync(Work work, KeepProtectionKeyRequest request, CancellationToken cancel)
        {
            work.Subject = "data protection key " + request.Name;
            work.Db.Add(new DataProtectionKey { FriendlyName = request.Name, Xml = request.Xml });
            return Task.FromResult(Done.Yes);
        }
    }
}

internal static class ProtectionKeysServices
{
    public static void AddProtectionKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Crossdock");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(
            o => o.XmlRepository = new ProtectionKeys(s.GetRequiredService<Database>(), s.GetRequiredService<CommitStep>())));
    }
}
