using Crossdock.Governance.Approving;
using Crossdock.Governance.Delegating;
using Crossdock.Governance.Excepting;
using Crossdock.Governance.Owning;
using Crossdock.Governance.Parameters;
using Crossdock.Governance.Separating;
using Crossdock.Governance.Tables;
using Crossdock.Storage.Checking;
using Crossdock.Storage.Commit;
using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Governance;

/// <summary>Who may decide what: decision tables, requests for approval, delegation.</summary>
public sealed class GovernanceModule : IModule
{
    /// <inheritdoc/>
    public string Name => "governance";

    /// <inheritdoc/>
    public IEnumerable<string> AppendOnlyTables => ["governance_decisions", "governance_votes", "governance_parameter_values", "governance_parameter_bounds", "governance_owners"];

    /// <inheritdoc/>
    public IEnumerable<SealedTable> SealedTables =>
    [
        new SealedTable<Decision>(ApprovalRows.Decisions), new SealedTable<Vote>(ApprovalRows.Votes), new SealedTable<ParameterValue>(ParameterTables.Values), new SealedTable<ParameterBounds>(ParameterTables.Bounds),
        new SealedTable<OwnerNaming>(OwnerTables.Namings),
    ];

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine)
    {
        model.Entity<StoredTable>(e =>
        {
            e.ToTable("governance_tables");
            e.HasIndex(t => new { t.Kind, t.EntityId, t.Number }).IsUnique();
            e.Property(t => t.Version).IsConcurrencyToken();
        });
        model.Entity<StoredLimit>(e =>
        {
            e.ToTable("governance_limits");
            e.HasKey(l => new { l.PersonId, l.Kind, l.EntityId });
        });
        model.Entity<Decision>(e =>
        {
            e.ToTable("governance_decisions");
            e.HasIndex(d => new { d.Kind, d.Document });
            e.HasIndex(d => new { d.Kind, d.EntityId, d.At });
            e.HasIndex(d => new { d.GroupKey, d.At });
            e.HasIndex(d => new { d.ReplacesGroup, d.ReplacesAt }).HasFilter("replaces_group IS NOT NULL");
        });
        model.Entity<ApprovalRequest>(e =>
        {
            e.ToTable("governance_requests");
            e.HasIndex(r => r.Number).IsUnique();
            e.HasIndex(r => new { r.Kind, r.Document });
            e.HasIndex(r => new { r.State, r.DueAt });
            e.HasIndex(r => new { r.Requester, r.State });
            e.Property(r => r.Version).IsConcurrencyToken();
        });
        model.Entity<Wait>(e =>
        {
            e.ToTable("governance_waits");
            e.HasKey(w => new { w.PersonId, w.RequestId, w.Role });
            e.HasIndex(w => w.RequestId);
        });
        model.Entity<Vote>(e =>
        {
            e.ToTable("governance_votes");
            e.HasIndex(v => v.RequestId);
        });
        model.Entity<ExceptionItem>(e =>
        {
            e.ToTable("governance_exceptions");
            e.HasIndex(x => x.Number).IsUnique();
            e.HasIndex(x => new { x.Kind, x.LiveKey }).IsUnique();
            e.HasIndex(x => new { x.Kind, x.Object });
            e.HasIndex(x => new { x.State, x.DueAt });
            e.Ignore(x => x.IsLive);
            e.Property(x => x.Version).IsConcurrencyToken();
        });
        model.Entity<StoredDelegation>(e =>
        {
            e.ToTable("governance_delegations");
            e.HasIndex(d => d.DelegateId);
            e.HasIndex(d => d.PersonId);
        });
        ParameterTables.Model(model);
        OwnerTables.Model(model);
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<DecisionTables>().AddSingleton<Weigher>().AddSingleton<Electorate>().AddSingleton<Ballot>().AddSingleton<TableProof>();

        // Subjects ask the engine in turn, so it looks for them when first needed.
        services.AddSingleton(s => new Approvals(s.GetRequiredService<Weigher>(), s.GetRequiredService<Electorate>(), s.GetRequiredService<Directory>(), s.GetServices<ApprovalSubject>));
        services.AddSingleton<DecisionLog>().AddSingleton<DraftTable>().AddSingleton<ActivateTable>().AddSingleton<SetLimit>();
        services.AddSingleton<DecideRequests>().AddSingleton<AskAboutRequest>().AddSingleton<AnswerQuestion>().AddSingleton<WithdrawRequest>().AddSingleton<BreakGlass>();
        services.AddSingleton<EscalateRequests>().AddSingleton<ExpireRequest>().AddSingleton<LetStandIn>().AddSingleton<EndDelegation>();
        services.AddSingleton<ApprovalList>().AddSingleton<FindRequest>().AddSingleton<ListTables>().AddSingleton<FindTable>().AddSingleton<ReplayTable>().AddSingleton<ListDelegations>();
        services.AddHostedService<EscalationClock>();
        services.AddSingleton<ReconcileExceptions>().AddSingleton<ActOnException>().AddSingleton<ExceptionList>().AddSingleton<ListExceptionCauses>().AddSingleton<ExceptionSource, OverdueApprovals>()
            .AddSingleton<ExceptionSource, EndingAcceptances>();
        services.AddHostedService<ExceptionClock>();
        services.AddParameters(GovernanceParameters.All).AddSingleton<ParameterBook>().AddSingleton<Scopes>().AddSingleton<ParameterDesk>().AddSingleton<ApprovalSubject, ParameterApproval>();
        services.AddSingleton<SetParameter>().AddSingleton<SetBounds>().AddSingleton<ListParameters>().AddSingleton<FindParameter>().AddSingleton<ShowDrift>().AddSingleton<ShowOverrides>();
        services.AddOwned(
            new OwnedClass("parameters", "Parameters", Permission.EditLocalParameters), new OwnedClass("policies", "Approval design", Permission.MaintainPolicies, ScopeLevels.Group | ScopeLevels.Entity),
            new OwnedClass("sites", "Sites and places", Permission.MaintainSites), new OwnedClass("people", "People and roles", Permission.ManagePeople, ScopeLevels.Group | ScopeLevels.Entity));
        services.AddSingleton(s => new OwnedClasses(s.GetServices<OwnedClass>(), s.GetServices<ApprovalSubject>, s.GetServices<ExceptionSource>));
        services.AddSingleton(s => new Owners(
            s.GetRequiredService<Database>(), s.GetRequiredService<CommitEngine>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<People>(), s.GetRequiredService<Directory>(), s.GetRequiredService<OwnedClasses>()));
        services.AddSingleton<OwnerRegistry>().AddSingleton<NameOwner>().AddSingleton<ListOwners>().AddSingleton<FindOwner>().AddSingleton<ExceptionSource, OwnerlessClasses>().AddSingleton<ExceptionWatch>();
        services.AddSingleton<ExceptionSource, OutsideValues>().AddSingleton<ExceptionSource, EndingOverrides>();
        services.AddNavigation(
            new NavigationEntry("", "Approvals", "/approvals?mine=true&state=pending&sort=due", "approve", Permission.Approve, 10) { Key = 'p' },
            new NavigationEntry("", "Exceptions", "/exceptions?open=true&mine=true&sort=due", "exception", Permission.SignIn, 11) { Key = 'e' },
            new NavigationEntry("Governance", "Parameters", "/parameters", "settings", Permission.SignIn, 700),
            new NavigationEntry("Governance", "Drift", "/parameters/drift", "scale", Permission.EditLocalParameters, 710),
            new NavigationEntry("Governance", "Owners", "/owners", "users", Permission.SignIn, 720),
            new NavigationEntry("Set-up", "Approval tables", "/approval-tables", "list", Permission.SeeApprovals, 930));
        services.AddQueue<ApprovalList, ApprovalRow>("To decide", 5, Tone.Warning, Permission.Approve, [Permission.Approve], "/approvals",
            _ => "mine=true&state=pending&sort=due",
            (row, _) => new(row.Title, $"{row.Number}, asked by {row.Requester}", row.Amount.IsZero ? "" : QueueWords.Of(row.Amount, row.Currency), $"/approvals/{row.Number}"));
        services.AddQueue<ExceptionList, ExceptionRow>("Out of order", 6, Tone.Bad, Permission.SignIn, [Permission.CreatePurchaseOrder, Permission.MaintainSuppliers, Permission.SeeApprovals], "/exceptions",
            _ => "open=true&mine=true&sort=due",
            (row, _) => new(row.Title, row.Detail, row.Value.IsZero ? "" : QueueWords.Of(row.Value, row.Currency), $"/exceptions/{row.Number}") { WorkHref = row.Href });
    }

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
        DraftTable.Map(routes);
        ActivateTable.Map(routes);
        SetLimit.Map(routes);
        ListTables.Map(routes);
        FindTable.Map(routes);
        ReplayTable.Map(routes);
        ApprovalList.Map(routes);
        FindRequest.Map(routes);
        DecideRequests.Map(routes);
        AskAboutRequest.Map(routes);
        AnswerQuestion.Map(routes);
        WithdrawRequest.Map(routes);
        BreakGlass.Map(routes);
        ActOnException.Map(routes);
        ListExceptionCauses.Map(routes);
        ExceptionList.Map(routes);
        LetStandIn.Map(routes);
        EndDelegation.Map(routes);
        ListDelegations.Map(routes);
        SetParameter.Map(routes);
        SetBounds.Map(routes);
        ListParameters.Map(routes);
        FindParameter.Map(routes);
        ShowDrift.Map(routes);
        ShowOverrides.Map(routes);
        NameOwner.Map(routes);
        ListOwners.Map(routes);
        FindOwner.Map(routes);
    }
}
