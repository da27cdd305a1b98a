using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Storage.Mailing;

/// <summary>Registers mailing.</summary>
public static class MailingServices
{
    /// <summary>Adds the outbox and, when there is a mail server, what sends through it.</summary>
    public static IServiceCollection AddMailing(this IServiceCollection services, MailSettings? settings)
    {
        services.AddSingleton(new Outbox(settings));
        if (settings is null) return services;
        return services.AddSingleton(settings).AddSingleton<ClaimMail>().AddSingleton<RecordMail>().AddHostedService<MailPost>();
    }
}
