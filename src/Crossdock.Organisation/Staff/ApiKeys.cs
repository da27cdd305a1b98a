using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Organisation.Staff;

/// <summary>A new API key.</summary>
/// <param name="Login">The person it acts for, with their roles and scope.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Days">Days until it expires; never when absent.</param>
public sealed record CreateApiKeyRequest(
    [Required, StringLength(80)] string Login, [Required, StringLength(100)] string Name, [Range(1, 3650)] int? Days = null);

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
        .MapUse<CreateApiKey>("POST /api-keys", Permission.ManagePeople)
        .WithSummary("Create an API key that acts for a person.");

    public async Task<Result<CreateApiKeyResponse>> ExecuteAsync(Work work, CreateApiKeyRequest request, CancellationToken cancel) =>
        (await keys.CreateAsync(work, request.Login, request.Name, request.Days, cancel)).Refused(out var refusal, out var made)
            ? refusal
            : new CreateApiKeyResponse(made.Id, made.Prefix, new(made.Key));
}

/// <summary>Ends an API key.</summary>
/// <param name="Id">Its number.</param>
public sealed record RevokeApiKeyRequest(int Id);

internal sealed class RevokeApiKey : IUse<RevokeApiKeyRequest, Done>
{
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapUse<RevokeApiKey>("POST /api-keys/{id}/revoke", Permission.ManagePeople)
        .WithSummary("Revoke an API key.");

    public async Task<Result<Done>> ExecuteAsync(Work work, RevokeApiKeyRequest request, CancellationToken cancel)
    {
        var key = await work.Db.Set<StoredApiKey>().SingleOrDefaultAsync(k => k.Id == request.Id, cancel);
        if (key is null || key.RevokedAt is not null) return Refusal.NotFound("API key", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        key.RevokedAt = work.Now;
        work.Subject = $"API key {key.Id}";
        await MasterChanges.TellAsync(work, new PeopleChanged(), cancel);
        return Done.Yes;
    }
}
