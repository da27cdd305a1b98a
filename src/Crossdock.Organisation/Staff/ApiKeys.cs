using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Staff;

/// <summary>A new API key.</summary>
/// <param name="Login">The person it acts for, with their roles and scope: yourself when empty; of others only service accounts, by administrators.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Days">Days until it expires; never when absent.</param>
public sealed record CreateApiKeyRequest(
    [StringLength(80)] string? Login, [Required, StringLength(100)] string Name, [Range(1, 3650)] int? Days = null);

/// <summary>The new key.</summary>
/// <param name="Id">Its number, to revoke it by.</param>
/// <param name="Prefix">Its first characters, as lists show them.</param>
/// <param name="Key">The key itself. It is said once, here, and kept nowhere.</param>
public sealed record CreateApiKeyResponse(int Id, string Prefix, OnceOnly Key);

/// <summary>A secret that is answered once. It travels over HTTP and is left out of the stored answer, so a repeated request gets none.</summary>
/// <param name="Value">The secret, or null when it was said before.</param>
[JsonConverter(typeof(OnceOnlyConverter))]
public readonly record struct OnceOnly(string? Value);

internal sealed class OnceOnlyConverter : JsonConverter<OnceOnly>
{
    public override bool HandleNull => true;

    public override OnceOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString());

    /// <summary>Stored answers are written with the very options <see cref="Json.Web"/>; the HTTP answer has options of its own.</summary>
    public override void Write(Utf8JsonWriter writer, OnceOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(ReferenceEquals(options, Json.Web) ? null : value.Value);
}

internal sealed class CreateApiKey(ApiKeys keys) : IUse<CreateApiKeyRequest, CreateApiKeyResponse>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<CreateApiKey>("POST /api-keys", Permission.SignIn)
        .WithSummary("Create an API key of your own or, as an administrator, of a service account.");

    public async Task<Result<CreateApiKeyResponse>> ExecuteAsync(Work work, CreateApiKeyRequest request, CancellationToken cancel)
    {
        if ((await LoginAsync(work, request.Login.OrNull(), cancel)).Refused(out var refusal, out var login)) return refusal;
        return (await keys.CreateAsync(work, login, request.Name, request.Days, cancel)).Refused(out refusal, out var made)
            ? refusal
            : new CreateApiKeyResponse(made.Id, made.Prefix, new(made.Key));
    }

    /// <summary>
    /// Whose key it may be. Whoever makes a key knows it and can act with it, so a person's is made by that person alone. The product itself
    /// (the command line) is nobody who could use it later.
    /// </summary>
    private static async Task<Result<string>> LoginAsync(Work work, string? asked, CancellationToken cancel)
    {
        var me = work.Actor.Id;
        if (asked is null)
        {
            return await work.Db.Set<StoredPerson>().Where(p => p.Id == me).Select(p => p.Login).SingleOrDefaultAsync(cancel) is { } own
                ? own
                : Refusal.NotFound("person", work.Actor.Name);
        }

        if ((await StoredPeople.FindAsync(work, asked, cancel)).Refused(out var refusal, out var person)) return work.Actor.May(Permission.ManagePeople) ? refusal : new KeyOfAnother(asked);
        if (me.Value == 0 || person.Id == me || (person.Service && work.Actor.May(Permission.ManagePeople))) return person.Login;
        return new KeyOfAnother(person.Login) { Pointer = "/login" };
    }
}

/// <summary>Ends an API key.</summary>
/// <param name="Id">Its number.</param>
public sealed record RevokeApiKeyRequest(int Id);

internal sealed class RevokeApiKey : IUse<RevokeApiKeyRequest, Done>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<RevokeApiKey>("POST /api-keys/{id}/revoke", Permission.SignIn)
        .WithSummary("Revoke an API key of your own or, as an administrator, of anybody.");

    public async Task<Result<Done>> ExecuteAsync(Work work, RevokeApiKeyRequest request, CancellationToken cancel)
    {
        var key = await work.Db.Set<StoredApiKey>().SingleOrDefaultAsync(k => k.Id == request.Id, cancel);
        if (key is null || key.RevokedAt is not null) return Refusal.NotFound("API key", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (key.PersonId != work.Actor.Id && work.Actor.Id.Value != 0 && !work.Actor.May(Permission.ManagePeople)) return new KeyNotYours(key.Id);
        key.RevokedAt = work.Now;
        work.Subject = $"API key {key.Id}";
        await MasterChanges.TellAsync(work, new PeopleChanged(), cancel);
        return Done.Yes;
    }
}
