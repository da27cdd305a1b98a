using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Procurement.Agreeing;

/// <summary>What agreements bring to the module.</summary>
internal static class AgreementServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<AgreementDesk>().AddSingleton<AgreementWriter>().AddSingleton<AgreementCases>().AddSingleton<AgreementForce>().AddSingleton<ApprovalSubject, AgreementApproval>();
        services.AddSingleton<CreateAgreement>().AddSingleton<ChangeAgreement>().AddSingleton<SubmitAgreement>().AddSingleton<SuspendAgreement>().AddSingleton<ResumeAgreement>()
            .AddSingleton<TerminateAgreement>().AddSingleton<ReleaseSchedule>().AddSingleton<ScheduleDue>().AddSingleton<AgreementList>().AddSingleton<FindAgreement>();
        services.AddSingleton<IVerification, AgreementCheck>().AddSingleton<IRebuilding, RebuildAgreements>();
        services.AddSingleton<ExceptionSource, AgreementsNearlyUsed>().AddSingleton<ExceptionSource, AgreementsEnding>().AddSingleton<ExceptionSource, AgreementsBehind>();
        services.AddNavigation(
            new NavigationEntry("Buying", "Agreements", "/agreements", "document", Permission.SeePurchasing, 205),
            new NavigationEntry("Buying", "New agreement", "/agreements/new", "plus", Permission.MaintainAgreements, 206) { Task = "New agreement" });
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        CreateAgreement.Map(routes);
        ChangeAgreement.Map(routes);
        SubmitAgreement.Map(routes);
        SuspendAgreement.Map(routes);
        ResumeAgreement.Map(routes);
        TerminateAgreement.Map(routes);
        ReleaseSchedule.Map(routes);
        FindAgreement.Map(routes);
        AgreementList.Map(routes);
    }
}
