using Crossdock.Books.Accounts;
using Crossdock.Books.Opening;
using Crossdock.Books.Periods;
using Crossdock.Books.Posting;
using Crossdock.Books.Proving;
using Crossdock.Books.Writing;
using Crossdock.Ui;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Books;

/// <summary>The books: chart, posting tables, journals, open items, periods, trial balance and proof.</summary>
public sealed class BooksModule : IModule
{
    /// <inheritdoc/>
    public string Name => "books";

    /// <inheritdoc/>
    public IEnumerable<string> AppendOnlyTables => ["books_journals", "books_lines", "books_open_entries"];

    /// <inheritdoc/>
    public IEnumerable<Storage.Checking.SealedTable> SealedTables =>
    [
        new Storage.Checking.SealedTable<JournalRow>(JournalStatements.Journals),
        new Storage.Checking.SealedTable<LineRow>(JournalStatements.Lines, "j.posting_id", "JOIN books_journals j ON j.id = t.journal_id"),
        new Storage.Checking.SealedTable<OpenEntry>(OpenItemStatements.Entries),
    ];

    /// <inheritdoc/>
    public void Model(ModelBuilder model, Engine engine)
    {
        model.Entity<Account>(e =>
        {
            e.ToTable("books_accounts");
            e.HasIndex(a => new { a.EntityId, a.Code }).IsUnique();
        });
        model.Entity<AccountAssignment>(e =>
        {
            e.ToTable("books_account_roles");
            e.HasKey(a => new { a.EntityId, a.Role });
        });
        model.Entity<Period>(e =>
        {
            e.ToTable("books_periods");
            e.HasKey(p => new { p.EntityId, p.Month });
        });
        model.Entity<JournalRow>(e =>
        {
            e.ToTable("books_journals");
            e.HasIndex(j => j.PostingId);
            e.HasIndex(j => j.DocumentId);
        });
        ManualJournalTables.Model(model);
        model.Entity<LineRow>(e =>
        {
            e.ToTable("books_lines");
            e.HasKey(l => new { l.JournalId, l.Line });
            e.HasIndex(l => new { l.EntityId, l.AccountId, l.Day });
        });
        model.Entity<OpenItem>(e =>
        {
            e.ToTable("books_open_items");
            e.HasIndex(i => new { i.EntityId, i.PartnerId });
            e.HasIndex(i => i.DocumentId);
            e.Property(i => i.Version).IsConcurrencyToken();
        });
        model.Entity<OpenEntry>(e =>
        {
            e.ToTable("books_open_entries");
            e.HasIndex(o => o.OpenItemId);
            e.HasIndex(o => o.PostingId);
        });
    }

    /// <inheritdoc/>
    public void Services(IServiceCollection services)
    {
        services.AddSingleton<Chart>();
        services.AddSingleton<Journals>();
        services.AddSingleton<OpenItems>();
        services.AddSingleton<FoundBooks>();
        services.AddSingleton<OpenAccounts>();
        services.AddSingleton<ClosePeriod>();
        services.AddSingleton<OpenPeriod>();
        services.AddSingleton<TrialBalance>();
        services.AddSingleton<AccountLines>();
        services.AddSingleton<Proof>();
        services.AddSingleton<FindJournal>().AddSingleton<ShowLedgerHead>().AddSingleton<ListPeriods>().AddSingleton<JournalLineList>().AddSingleton<OpenItemList>();
        ManualJournalTables.Services(services);
        Faces(services);
        services.AddSingleton<ISubLedger>(new OpenItemSums(OpenItemKind.Receivable));
        services.AddSingleton<ISubLedger>(new OpenItemSums(OpenItemKind.Payable));
        services.AddSingleton<IVerification, Checking.JournalCheck>();
        services.AddSingleton<IVerification, Checking.OpenItemCheck>();
    }

    /// <inheritdoc/>
    public void Endpoints(IEndpointRouteBuilder routes)
    {
        FoundBooks.Map(routes);
        OpenAccounts.Map(routes);
        ClosePeriod.Map(routes);
        OpenPeriod.Map(routes);
        TrialBalance.Map(routes);
        AccountLines.Map(routes);
        Proof.Map(routes);
        FindJournal.Map(routes);
        ShowLedgerHead.Map(routes);
        ListPeriods.Map(routes);
        JournalLineList.Map(routes);
        OpenItemList.Map(routes);
        ManualJournalTables.Map(routes);
    }

    private static void Faces(IServiceCollection services)
    {
        services.AddNavigation(
            new NavigationEntry("Money", "Proof", "/proof", "scale", Permission.SeeBooks, 500) { Key = 'p' },
            new NavigationEntry("Money", "Trial balance", "/books", "books", Permission.SeeBooks, 501) { Key = 'b' },
            new NavigationEntry("Money", "Journal lines", "/books/lines", "list", Permission.SeeBooks, 502),
            new NavigationEntry("Money", "Journals by hand", "/books/manual", "document", Permission.SeeBooks, 505),
            new NavigationEntry("Money", "Open invoices", "/books/open-items?filter=open%3Ane%3A0", "invoice", Permission.SeeBooks, 503),
            new NavigationEntry("Money", "Periods", "/books/periods", "calendar", Permission.SeeBooks, 504));
        services.AddSingleton<HomeQueue, MonthsToOpen>()
            .AddQueue<OpenItemList, OpenItemRow>("Customer invoices overdue", 60, Tone.Warning, Permission.SeeBooks, [Permission.ReceivePayment], "/books/open-items",
                day => $"kind=receivable&filter=open%3Ane%3A0&{QueueWords.Filter("due", "lt", day)}", Line)
            .AddQueue<OpenItemList, OpenItemRow>("Supplier invoices due this week", 61, Tone.Info, Permission.SeeBooks, [Permission.PaySupplier, Permission.PostSupplierInvoice],
                "/books/open-items", day => $"kind=payable&filter=open%3Ane%3A0&{QueueWords.Filter("due", "le", day.AddDays(6))}", Line);
    }

    private static QueueRow Line(OpenItemRow row, DateOnly today) =>
        new(row.PartnerName, $"{row.Number}, {QueueWords.Due(row.DueDay, today)}", QueueWords.Of(row.Open.Abs(), row.Currency), row.Href);
}
