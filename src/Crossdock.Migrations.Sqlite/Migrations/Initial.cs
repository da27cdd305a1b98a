using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Crossdock.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "books_account_roles",
                columns: table => new
                {
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_books_account_roles", x => new { x.entity_id, x.role });
                });

            migrationBuilder.CreateTable(
                name: "books_accounts",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    controlled = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_books_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "books_journals",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    document_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reverse_of = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_books_journals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "books_lines",
                columns: table => new
                {
                    journal_id = table.Column<long>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    document_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    partner_id = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_books_lines", x => new { x.journal_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "books_manual_journals",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    written_by = table.Column<int>(type: "INTEGER", nullable: false),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reverse_of = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    journal_id = table.Column<long>(type: "INTEGER", nullable: true),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_books_manual_journals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "books_open_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    open_item_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    functional = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    settled_by = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_books_open_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "books_open_items",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    partner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    number_key = table.Column<string>(type: "TEXT", nullable: false),
                    document_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    functional_currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    due_day = table.Column<int>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    open = table.Column<long>(type: "INTEGER", nullable: false),
                    open_functional = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_books_open_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "books_periods",
                columns: table => new
                {
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    reopened_by = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_books_periods", x => new { x.entity_id, x.month });
                });

            migrationBuilder.CreateTable(
                name: "governance_decisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    requester = table.Column<int>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    weighed = table.Column<long>(type: "INTEGER", nullable: false),
                    table_id = table.Column<int>(type: "INTEGER", nullable: false),
                    row_number = table.Column<int>(type: "INTEGER", nullable: false),
                    outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    content_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    attributes = table.Column<string>(type: "TEXT", nullable: false),
                    group_key = table.Column<string>(type: "TEXT", nullable: true),
                    request = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    replaces_group = table.Column<string>(type: "TEXT", nullable: true),
                    replaces_at = table.Column<long>(type: "INTEGER", nullable: true),
                    replaces_amount = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_delegations",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    delegate_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from_at = table.Column<long>(type: "INTEGER", nullable: false),
                    until_at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: true),
                    most = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_delegations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_exceptions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    @object = table.Column<string>(name: "object", type: "TEXT", nullable: false),
                    live_key = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: false),
                    href = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    owner = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_first = table.Column<int>(type: "INTEGER", nullable: true),
                    taken_by = table.Column<int>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<int>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    repeats = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_exceptions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_limits",
                columns: table => new
                {
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_limits", x => new { x.person_id, x.kind, x.entity_id });
                });

            migrationBuilder.CreateTable(
                name: "governance_owners",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    class_code = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: true),
                    deputy_id = table.Column<int>(type: "INTEGER", nullable: true),
                    valid_from = table.Column<int>(type: "INTEGER", nullable: false),
                    until = table.Column<int>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_owners", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_parameter_bounds",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    parameter = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    low = table.Column<long>(type: "INTEGER", nullable: true),
                    high = table.Column<long>(type: "INTEGER", nullable: true),
                    allowed = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_parameter_bounds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_parameter_requests",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    parameter = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<int>(type: "INTEGER", nullable: false),
                    until = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    effect = table.Column<string>(type: "TEXT", nullable: false),
                    bounds = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_parameter_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_parameter_values",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    parameter = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: true),
                    valid_from = table.Column<int>(type: "INTEGER", nullable: false),
                    until = table.Column<int>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    effect = table.Column<string>(type: "TEXT", nullable: true),
                    request = table.Column<string>(type: "TEXT", nullable: true),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_parameter_values", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_requests",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    href = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    other_site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    requester = table.Column<int>(type: "INTEGER", nullable: false),
                    writers = table.Column<string>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    content_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    attributes = table.Column<string>(type: "TEXT", nullable: false),
                    group_key = table.Column<string>(type: "TEXT", nullable: true),
                    weighed = table.Column<long>(type: "INTEGER", nullable: false),
                    table_id = table.Column<int>(type: "INTEGER", nullable: false),
                    row_number = table.Column<int>(type: "INTEGER", nullable: false),
                    row_sentence = table.Column<string>(type: "TEXT", nullable: false),
                    route = table.Column<string>(type: "TEXT", nullable: false),
                    hours = table.Column<int>(type: "INTEGER", nullable: false),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    is_review = table.Column<bool>(type: "INTEGER", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    escalated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    open_question = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_tables",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    window_days = table.Column<int>(type: "INTEGER", nullable: false),
                    tolerance_hundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    rows = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    drafted_by = table.Column<int>(type: "INTEGER", nullable: false),
                    drafted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    activated_by = table.Column<int>(type: "INTEGER", nullable: true),
                    activated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_tables", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_votes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    on_behalf_of = table.Column<int>(type: "INTEGER", nullable: true),
                    role = table.Column<string>(type: "TEXT", nullable: true),
                    comment = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_votes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_waits",
                columns: table => new
                {
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_governance_waits", x => new { x.person_id, x.request_id, x.role });
                });

            migrationBuilder.CreateTable(
                name: "inventory_allocations",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    demand_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    position_id = table.Column<long>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_allocations", x => x.id);
                    table.CheckConstraint("ck_allocations_quantity", "quantity > 0");
                });

            migrationBuilder.CreateTable(
                name: "inventory_consigned_rules",
                columns: table => new
                {
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from_day = table.Column<int>(type: "INTEGER", nullable: false),
                    until_day = table.Column<int>(type: "INTEGER", nullable: true),
                    promisable = table.Column<bool>(type: "INTEGER", nullable: false),
                    first = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_consigned_rules", x => new { x.item_id, x.site_id, x.owner_id, x.from_day });
                });

            migrationBuilder.CreateTable(
                name: "inventory_demand_history",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    week = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_demand_history", x => new { x.site_id, x.item_id, x.week });
                    table.CheckConstraint("ck_demand_history_quantity", "quantity > 0");
                });

            migrationBuilder.CreateTable(
                name: "inventory_demands",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    due_day = table.Column<int>(type: "INTEGER", nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    ordered = table.Column<long>(type: "INTEGER", nullable: false),
                    allocated = table.Column<long>(type: "INTEGER", nullable: false),
                    shipped = table.Column<long>(type: "INTEGER", nullable: false),
                    cancelled = table.Column<long>(type: "INTEGER", nullable: false),
                    promised_day = table.Column<int>(type: "INTEGER", nullable: true),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    direct = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_demands", x => x.id);
                    table.CheckConstraint("ck_demands_open", "shipped >= 0 AND cancelled >= 0 AND allocated >= 0 AND shipped + cancelled + allocated <= ordered");
                });

            migrationBuilder.CreateTable(
                name: "inventory_layers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    pool_id = table.Column<long>(type: "INTEGER", nullable: false),
                    source_line = table.Column<byte[]>(type: "BLOB", nullable: true),
                    received = table.Column<long>(type: "INTEGER", nullable: false),
                    remaining = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_layers", x => x.id);
                    table.CheckConstraint("ck_layers_remaining", "remaining >= 0 AND remaining <= received");
                });

            migrationBuilder.CreateTable(
                name: "inventory_lots",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    expires_on = table.Column<int>(type: "INTEGER", nullable: true),
                    serial = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_lots", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inventory_movements",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    journal_id = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    from_position_id = table.Column<long>(type: "INTEGER", nullable: true),
                    from_no = table.Column<long>(type: "INTEGER", nullable: true),
                    from_balance = table.Column<long>(type: "INTEGER", nullable: true),
                    to_position_id = table.Column<long>(type: "INTEGER", nullable: true),
                    to_no = table.Column<long>(type: "INTEGER", nullable: true),
                    to_balance = table.Column<long>(type: "INTEGER", nullable: true),
                    from_pool_id = table.Column<long>(type: "INTEGER", nullable: true),
                    from_pool_no = table.Column<long>(type: "INTEGER", nullable: true),
                    from_value = table.Column<long>(type: "INTEGER", nullable: true),
                    from_pool_quantity = table.Column<long>(type: "INTEGER", nullable: true),
                    from_pool_value = table.Column<long>(type: "INTEGER", nullable: true),
                    to_pool_id = table.Column<long>(type: "INTEGER", nullable: true),
                    to_pool_no = table.Column<long>(type: "INTEGER", nullable: true),
                    to_value = table.Column<long>(type: "INTEGER", nullable: true),
                    to_pool_quantity = table.Column<long>(type: "INTEGER", nullable: true),
                    to_pool_value = table.Column<long>(type: "INTEGER", nullable: true),
                    transit_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    counter_role = table.Column<int>(type: "INTEGER", nullable: true),
                    counter_value = table.Column<long>(type: "INTEGER", nullable: true),
                    happened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    happened_source = table.Column<int>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    late = table.Column<bool>(type: "INTEGER", nullable: false),
                    document_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    reverse_of = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_movements", x => x.id);
                    table.CheckConstraint("ck_movements_quantity", "quantity >= 0");
                });

            migrationBuilder.CreateTable(
                name: "inventory_pools",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    method = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    last_cost = table.Column<long>(type: "INTEGER", nullable: false),
                    backordered = table.Column<long>(type: "INTEGER", nullable: false),
                    entries = table.Column<long>(type: "INTEGER", nullable: false),
                    last_posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_pools", x => x.id);
                    table.CheckConstraint("ck_pools_backordered", "backordered >= 0");
                });

            migrationBuilder.CreateTable(
                name: "inventory_positions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    place_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    handling_unit = table.Column<long>(type: "INTEGER", nullable: false),
                    condition = table.Column<int>(type: "INTEGER", nullable: false),
                    negative_allowed = table.Column<bool>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    allocated = table.Column<long>(type: "INTEGER", nullable: false),
                    entries = table.Column<long>(type: "INTEGER", nullable: false),
                    last_happened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_positions", x => x.id);
                    table.CheckConstraint("ck_positions_allocated", "allocated >= 0 AND (allocated <= quantity OR negative_allowed)");
                    table.CheckConstraint("ck_positions_quantity", "quantity >= 0 OR negative_allowed");
                });

            migrationBuilder.CreateTable(
                name: "inventory_promise_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    demand_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    before = table.Column<int>(type: "INTEGER", nullable: true),
                    after = table.Column<int>(type: "INTEGER", nullable: true),
                    customer_asked = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_promise_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inventory_promises",
                columns: table => new
                {
                    demand_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    supply_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_promises", x => new { x.demand_id, x.supply_id });
                    table.CheckConstraint("ck_promises_quantity", "quantity >= 0");
                });

            migrationBuilder.CreateTable(
                name: "inventory_shortages",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    pool_id = table.Column<long>(type: "INTEGER", nullable: false),
                    movement_id = table.Column<long>(type: "INTEGER", nullable: false),
                    counter_role = table.Column<int>(type: "INTEGER", nullable: true),
                    to_pool_id = table.Column<long>(type: "INTEGER", nullable: true),
                    transit_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    open = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_shortages", x => x.id);
                    table.CheckConstraint("ck_shortages_open", "open >= 0");
                });

            migrationBuilder.CreateTable(
                name: "inventory_supplies",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    stage = table.Column<int>(type: "INTEGER", nullable: false),
                    open = table.Column<long>(type: "INTEGER", nullable: false),
                    promised = table.Column<long>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    demand_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_supplies", x => x.id);
                    table.CheckConstraint("ck_supplies_open", "open >= 0 AND promised >= 0 AND promised <= open");
                });

            migrationBuilder.CreateTable(
                name: "inventory_transits",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from_site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    to_site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    entries = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inventory_transits", x => x.id);
                    table.CheckConstraint("ck_transits_quantity", "quantity >= 0");
                });

            migrationBuilder.CreateTable(
                name: "masterdata_bank_accounts",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    iban = table.Column<string>(type: "TEXT", nullable: false),
                    holder = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    proposed_by = table.Column<int>(type: "INTEGER", nullable: false),
                    proposed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_by = table.Column<int>(type: "INTEGER", nullable: true),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    usable_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_bank_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "masterdata_certificate_rules",
                columns: table => new
                {
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    clause = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_certificate_rules", x => new { x.category, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "masterdata_certificates",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_until = table.Column<int>(type: "INTEGER", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    added_by = table.Column<int>(type: "INTEGER", nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_certificates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "masterdata_floors",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_floors", x => new { x.site_id, x.item_id });
                });

            migrationBuilder.CreateTable(
                name: "masterdata_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    @class = table.Column<string>(name: "class", type: "TEXT", nullable: false),
                    base_unit = table.Column<string>(type: "TEXT", nullable: false),
                    base_decimals = table.Column<int>(type: "INTEGER", nullable: false),
                    tracking = table.Column<int>(type: "INTEGER", nullable: false),
                    valuation = table.Column<int>(type: "INTEGER", nullable: false),
                    active = table.Column<bool>(type: "INTEGER", nullable: false),
                    standard_cost = table.Column<long>(type: "INTEGER", nullable: false),
                    list_price = table.Column<long>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: true),
                    shelf_life_days = table.Column<int>(type: "INTEGER", nullable: true),
                    weight = table.Column<long>(type: "INTEGER", nullable: true),
                    volume = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_items", x => x.id);
                    table.CheckConstraint("ck_items_measures", "COALESCE(weight, 0) >= 0 AND COALESCE(volume, 0) >= 0");
                });

            migrationBuilder.CreateTable(
                name: "masterdata_level_overrides",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reorder_point = table.Column<long>(type: "INTEGER", nullable: false),
                    order_up_to = table.Column<long>(type: "INTEGER", nullable: false),
                    level_reorder_point = table.Column<long>(type: "INTEGER", nullable: false),
                    level_order_up_to = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    from_day = table.Column<int>(type: "INTEGER", nullable: false),
                    until_day = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    effect = table.Column<string>(type: "TEXT", nullable: false),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_on = table.Column<int>(type: "INTEGER", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_level_overrides", x => x.id);
                    table.CheckConstraint("ck_level_overrides", "reorder_point >= 0 AND order_up_to >= reorder_point AND until_day >= from_day");
                });

            migrationBuilder.CreateTable(
                name: "masterdata_order_rules",
                columns: table => new
                {
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    minimum_value = table.Column<long>(type: "INTEGER", nullable: true),
                    minimum_weight = table.Column<long>(type: "INTEGER", nullable: true),
                    minimum_volume = table.Column<long>(type: "INTEGER", nullable: true),
                    cut_off_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    weekdays = table.Column<int>(type: "INTEGER", nullable: false),
                    incoterm = table.Column<string>(type: "TEXT", nullable: true),
                    title_point = table.Column<int>(type: "INTEGER", nullable: false),
                    delivery_charge = table.Column<long>(type: "INTEGER", nullable: true),
                    free_from = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_order_rules", x => new { x.supplier_id, x.site_id });
                    table.CheckConstraint("ck_order_rules_amounts", "COALESCE(minimum_value, 0) >= 0 AND COALESCE(delivery_charge, 0) >= 0 AND COALESCE(free_from, 0) >= 0");
                    table.CheckConstraint("ck_order_rules_cut_off", "cut_off_minutes IS NULL OR (cut_off_minutes >= 0 AND cut_off_minutes < 1440)");
                    table.CheckConstraint("ck_order_rules_measures", "COALESCE(minimum_weight, 0) >= 0 AND COALESCE(minimum_volume, 0) >= 0");
                });

            migrationBuilder.CreateTable(
                name: "masterdata_partners",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    payment_days = table.Column<int>(type: "INTEGER", nullable: false),
                    active = table.Column<bool>(type: "INTEGER", nullable: false),
                    home_site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    incoterm = table.Column<string>(type: "TEXT", nullable: true),
                    credit_limit = table.Column<long>(type: "INTEGER", nullable: true),
                    channel = table.Column<string>(type: "TEXT", nullable: true),
                    ship_complete = table.Column<bool>(type: "INTEGER", nullable: false),
                    tax_code = table.Column<string>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    order_email = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    risk = table.Column<int>(type: "INTEGER", nullable: false),
                    standing = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_partners", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "masterdata_price_change_rows",
                columns: table => new
                {
                    change_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<int>(type: "INTEGER", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    breaks = table.Column<string>(type: "TEXT", nullable: false),
                    before = table.Column<long>(type: "INTEGER", nullable: true),
                    before_revision = table.Column<int>(type: "INTEGER", nullable: false),
                    before_breaks = table.Column<string>(type: "TEXT", nullable: false),
                    yearly = table.Column<long>(type: "INTEGER", nullable: false),
                    effect = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_price_change_rows", x => new { x.change_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "masterdata_price_changes",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: true),
                    open_orders = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    first_day = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    rise = table.Column<long>(type: "INTEGER", nullable: false),
                    fall = table.Column<long>(type: "INTEGER", nullable: false),
                    exception = table.Column<string>(type: "TEXT", nullable: false),
                    digest = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    decision_id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_price_changes", x => x.id);
                    table.CheckConstraint("ck_price_changes_taken", "state <> 3 OR decision_id <> 0");
                });

            migrationBuilder.CreateTable(
                name: "masterdata_prices",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<int>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    price_per_base = table.Column<long>(type: "INTEGER", nullable: false),
                    breaks = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    change = table.Column<string>(type: "TEXT", nullable: true),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    decision_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_prices", x => x.id);
                    table.CheckConstraint("ck_prices", "price_per_base >= 0 AND revision > 0");
                });

            migrationBuilder.CreateTable(
                name: "masterdata_rates",
                columns: table => new
                {
                    from_currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    to_currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    rate = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_rates", x => new { x.from_currency, x.to_currency, x.day });
                });

            migrationBuilder.CreateTable(
                name: "masterdata_search",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    subtitle = table.Column<string>(type: "TEXT", nullable: false),
                    href = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_search", x => new { x.kind, x.key });
                });

            migrationBuilder.CreateTable(
                name: "masterdata_search_words",
                columns: table => new
                {
                    word = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_search_words", x => new { x.word, x.kind, x.key });
                });

            migrationBuilder.CreateTable(
                name: "masterdata_stock_levels",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reorder_point = table.Column<long>(type: "INTEGER", nullable: false),
                    order_up_to = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_stock_levels", x => x.id);
                    table.CheckConstraint("ck_stock_levels", "reorder_point >= 0 AND order_up_to >= reorder_point");
                });

            migrationBuilder.CreateTable(
                name: "masterdata_tax_codes",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    rate_millionths = table.Column<long>(type: "INTEGER", nullable: false),
                    active = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_tax_codes", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "masterdata_terms",
                columns: table => new
                {
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    minimum_quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    multiple = table.Column<long>(type: "INTEGER", nullable: false),
                    lead_time_days = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_terms", x => new { x.supplier_id, x.item_id });
                });

            migrationBuilder.CreateTable(
                name: "organisation_accepted_conflicts",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    conflict = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reviewer = table.Column<int>(type: "INTEGER", nullable: false),
                    every_days = table.Column<int>(type: "INTEGER", nullable: false),
                    control = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    accepted_by = table.Column<int>(type: "INTEGER", nullable: false),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<int>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_accepted_conflicts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organisation_conflict_hits",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    conflict = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    duty = table.Column<int>(type: "INTEGER", nullable: false),
                    chain = table.Column<string>(type: "TEXT", nullable: false),
                    acceptance_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_conflict_hits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organisation_duty_marks",
                columns: table => new
                {
                    chain = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    duty = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_duty_marks", x => new { x.chain, x.person_id, x.duty });
                });

            migrationBuilder.CreateTable(
                name: "organisation_entities",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_entities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organisation_people",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    login = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    active = table.Column<bool>(type: "INTEGER", nullable: false),
                    service = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payables_invoice_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    invoice_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    order_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: false),
                    order_line_number = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    price_unit = table.Column<string>(type: "TEXT", nullable: false),
                    tax_code = table.Column<string>(type: "TEXT", nullable: true),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    payable = table.Column<long>(type: "INTEGER", nullable: false),
                    cleared = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payables_invoice_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payables_invoices",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    supplier_number = table.Column<string>(type: "TEXT", nullable: false),
                    number_key = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    due_day = table.Column<int>(type: "INTEGER", nullable: false),
                    net = table.Column<long>(type: "INTEGER", nullable: false),
                    tax = table.Column<long>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    payable = table.Column<long>(type: "INTEGER", nullable: false),
                    tax_value = table.Column<long>(type: "INTEGER", nullable: false),
                    cleared = table.Column<long>(type: "INTEGER", nullable: false),
                    open_item_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    journal_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reverse_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reversed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payables_invoices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payables_payment_lines",
                columns: table => new
                {
                    payment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    invoice_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payables_payment_lines", x => new { x.payment_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "payables_payments",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    unallocated = table.Column<long>(type: "INTEGER", nullable: false),
                    bank_value = table.Column<long>(type: "INTEGER", nullable: false),
                    settled_value = table.Column<long>(type: "INTEGER", nullable: false),
                    advance_value = table.Column<long>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: true),
                    journal_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reverse_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reversed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payables_payments", x => x.id);
                    table.CheckConstraint("ck_payments_amount", "amount <> 0");
                });

            migrationBuilder.CreateTable(
                name: "payables_write_offs",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    order_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: false),
                    order_line_number = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    asked_by = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    journal_id = table.Column<long>(type: "INTEGER", nullable: true),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reverse_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reversed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payables_write_offs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_agreement_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    agreement_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: true),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    price_unit = table.Column<string>(type: "TEXT", nullable: false),
                    price_numerator = table.Column<long>(type: "INTEGER", nullable: false),
                    price_denominator = table.Column<long>(type: "INTEGER", nullable: false),
                    breaks = table.Column<string>(type: "TEXT", nullable: false),
                    quantity_cap = table.Column<long>(type: "INTEGER", nullable: true),
                    ended = table.Column<bool>(type: "INTEGER", nullable: false),
                    taken_quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    taken_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_agreement_lines", x => x.id);
                    table.CheckConstraint("ck_agreement_lines_cap", "taken_quantity >= 0 AND taken_amount >= 0 AND (quantity_cap IS NULL OR taken_quantity <= quantity_cap)");
                });

            migrationBuilder.CreateTable(
                name: "procurement_agreement_releases",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    agreement_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    agreement_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    purchase_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_agreement_releases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_agreement_schedule",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    agreement_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    agreement_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    purchase_line_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    order_number = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_agreement_schedule", x => x.id);
                    table.CheckConstraint("ck_agreement_schedule", "quantity > 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_agreement_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    agreement_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    decision_id = table.Column<long>(type: "INTEGER", nullable: false),
                    terms = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_agreement_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_agreements",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: true),
                    valid_from = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_to = table.Column<int>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    value_cap = table.Column<long>(type: "INTEGER", nullable: true),
                    minimum_value = table.Column<long>(type: "INTEGER", nullable: true),
                    minimum_quantity = table.Column<long>(type: "INTEGER", nullable: true),
                    taken_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    taken_quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    pending = table.Column<string>(type: "TEXT", nullable: true),
                    pending_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version_number = table.Column<int>(type: "INTEGER", nullable: false),
                    decision_id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_agreements", x => x.id);
                    table.CheckConstraint("ck_agreements_cap", "taken_amount >= 0 AND (value_cap IS NULL OR taken_amount <= value_cap)");
                    table.CheckConstraint("ck_agreements_in_force", "state < 3 OR state = 5 OR decision_id <> 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_answer_rules",
                columns: table => new
                {
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    days_late = table.Column<int>(type: "INTEGER", nullable: false),
                    days_early = table.Column<int>(type: "INTEGER", nullable: false),
                    under_hundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    over_hundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    dearer_hundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    answer_days = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_answer_rules", x => x.category);
                });

            migrationBuilder.CreateTable(
                name: "procurement_award_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    bid_id = table.Column<long>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_award_lines", x => x.id);
                    table.CheckConstraint("ck_award_lines", "quantity > 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_bid_lines",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    bid_id = table.Column<long>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    price_unit = table.Column<string>(type: "TEXT", nullable: false),
                    price_numerator = table.Column<long>(type: "INTEGER", nullable: false),
                    price_denominator = table.Column<long>(type: "INTEGER", nullable: false),
                    lead_time_days = table.Column<int>(type: "INTEGER", nullable: false),
                    minimum = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_bid_lines", x => x.id);
                    table.CheckConstraint("ck_bid_lines", "quantity > 0 AND price >= 0 AND price_numerator > 0 AND price_denominator > 0 AND lead_time_days >= 0 AND minimum >= 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_bids",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    no_bid_reason = table.Column<string>(type: "TEXT", nullable: true),
                    is_late = table.Column<bool>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    keyed_by = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_bids", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_consigned_usage",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    arrangement_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    document_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    reverses = table.Column<byte[]>(type: "BLOB", nullable: true),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    price_unit = table.Column<string>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_consigned_usage", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_consignment_prices",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    arrangement_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from_day = table.Column<int>(type: "INTEGER", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    price_unit = table.Column<string>(type: "TEXT", nullable: false),
                    numerator = table.Column<long>(type: "INTEGER", nullable: false),
                    denominator = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_consignment_prices", x => x.id);
                    table.CheckConstraint("ck_consignment_prices", "price >= 0 AND numerator > 0 AND denominator > 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_consignments",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    from_day = table.Column<int>(type: "INTEGER", nullable: false),
                    until_day = table.Column<int>(type: "INTEGER", nullable: true),
                    minimum = table.Column<long>(type: "INTEGER", nullable: false),
                    maximum = table.Column<long>(type: "INTEGER", nullable: false),
                    age_days = table.Column<int>(type: "INTEGER", nullable: false),
                    loss = table.Column<int>(type: "INTEGER", nullable: false),
                    promisable = table.Column<bool>(type: "INTEGER", nullable: false),
                    first = table.Column<bool>(type: "INTEGER", nullable: false),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    created_by = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_consignments", x => x.id);
                    table.CheckConstraint("ck_consignments_levels", "minimum >= 0 AND maximum >= minimum AND maximum > 0 AND age_days >= 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_grni_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    reversal_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    receipt = table.Column<string>(type: "TEXT", nullable: true),
                    arrived_on = table.Column<int>(type: "INTEGER", nullable: true),
                    condition = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_grni_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_invitations",
                columns: table => new
                {
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_invitations", x => new { x.request_id, x.supplier_id });
                });

            migrationBuilder.CreateTable(
                name: "procurement_late_acceptances",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    bid_id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_late_acceptances", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_line_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    ordered = table.Column<long>(type: "INTEGER", nullable: false),
                    open = table.Column<long>(type: "INTEGER", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    requested_day = table.Column<int>(type: "INTEGER", nullable: false),
                    confirmed_day = table.Column<int>(type: "INTEGER", nullable: true),
                    by_supplier = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_line_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    arrangement_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    sales_line_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    parted_from = table.Column<byte[]>(type: "BLOB", nullable: true),
                    schedule_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    scheduled_ahead = table.Column<long>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    unit_quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    price_unit = table.Column<string>(type: "TEXT", nullable: false),
                    price_numerator = table.Column<long>(type: "INTEGER", nullable: false),
                    price_denominator = table.Column<long>(type: "INTEGER", nullable: false),
                    at_terms = table.Column<bool>(type: "INTEGER", nullable: false),
                    agreed_price = table.Column<long>(type: "INTEGER", nullable: true),
                    written_by = table.Column<int>(type: "INTEGER", nullable: false),
                    released_by = table.Column<int>(type: "INTEGER", nullable: true),
                    hands = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    need_arose = table.Column<long>(type: "INTEGER", nullable: false),
                    first_requested_day = table.Column<int>(type: "INTEGER", nullable: false),
                    requested_day = table.Column<int>(type: "INTEGER", nullable: false),
                    first_answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    first_confirmed_day = table.Column<int>(type: "INTEGER", nullable: true),
                    confirmed_day = table.Column<int>(type: "INTEGER", nullable: true),
                    released_at = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    tolerance_hundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    ordered = table.Column<long>(type: "INTEGER", nullable: false),
                    received = table.Column<long>(type: "INTEGER", nullable: false),
                    returned = table.Column<long>(type: "INTEGER", nullable: false),
                    invoiced = table.Column<long>(type: "INTEGER", nullable: false),
                    written_off = table.Column<long>(type: "INTEGER", nullable: false),
                    received_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    returned_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    invoiced_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    received_value = table.Column<long>(type: "INTEGER", nullable: false),
                    returned_value = table.Column<long>(type: "INTEGER", nullable: false),
                    cleared_value = table.Column<long>(type: "INTEGER", nullable: false),
                    written_off_value = table.Column<long>(type: "INTEGER", nullable: false),
                    invoiced_value = table.Column<long>(type: "INTEGER", nullable: false),
                    agreement_line_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    agreement_use = table.Column<int>(type: "INTEGER", nullable: false),
                    outside_reason = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_lines", x => x.id);
                    table.CheckConstraint("ck_lines_agreement", "(agreement_use = 0) = (agreement_line_id IS NULL)");
                    table.CheckConstraint("ck_lines_direct", "(kind = 5) = (sales_line_id IS NOT NULL)");
                    table.CheckConstraint("ck_lines_price", "price >= 0 AND price_numerator > 0 AND price_denominator > 0");
                    table.CheckConstraint("ck_lines_quantities", "ordered > 0 AND received >= 0 AND returned >= 0 AND returned <= received AND invoiced >= 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_order_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    by_supplier = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    decision_id = table.Column<long>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    incoterm = table.Column<string>(type: "TEXT", nullable: true),
                    title_point = table.Column<int>(type: "INTEGER", nullable: false),
                    charges = table.Column<string>(type: "TEXT", nullable: false),
                    lines = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_order_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_orders",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    sales_order = table.Column<string>(type: "TEXT", nullable: true),
                    customer_id = table.Column<int>(type: "INTEGER", nullable: true),
                    incoterm = table.Column<string>(type: "TEXT", nullable: true),
                    title_point = table.Column<int>(type: "INTEGER", nullable: false),
                    charges = table.Column<string>(type: "TEXT", nullable: false),
                    charges_by_hand = table.Column<bool>(type: "INTEGER", nullable: false),
                    pending_charges = table.Column<string>(type: "TEXT", nullable: true),
                    below_minimum_reason = table.Column<string>(type: "TEXT", nullable: true),
                    reference = table.Column<string>(type: "TEXT", nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    emergency_reason = table.Column<string>(type: "TEXT", nullable: true),
                    emergency_cause = table.Column<int>(type: "INTEGER", nullable: false),
                    premium = table.Column<long>(type: "INTEGER", nullable: false),
                    duplicate_reason = table.Column<string>(type: "TEXT", nullable: true),
                    created_by = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    released_by = table.Column<int>(type: "INTEGER", nullable: true),
                    released_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decision_id = table.Column<long>(type: "INTEGER", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    version_number = table.Column<int>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_orders", x => x.id);
                    table.CheckConstraint("ck_orders_released", "released_at IS NULL OR decision_id <> 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_proposals",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line_number = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    order_version = table.Column<int>(type: "INTEGER", nullable: false),
                    by_supplier = table.Column<bool>(type: "INTEGER", nullable: false),
                    channel = table.Column<int>(type: "INTEGER", nullable: false),
                    parts = table.Column<string>(type: "TEXT", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: true),
                    price_unit = table.Column<string>(type: "TEXT", nullable: true),
                    substitute_id = table.Column<int>(type: "INTEGER", nullable: true),
                    outside_reason = table.Column<string>(type: "TEXT", nullable: true),
                    impact = table.Column<string>(type: "TEXT", nullable: false),
                    broken_promises = table.Column<int>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    created_by = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<int>(type: "INTEGER", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_proposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_quotation_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    unit_quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    need_day = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_quotation_lines", x => x.id);
                    table.CheckConstraint("ck_quotation_lines", "quantity > 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_quotation_requests",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    notes = table.Column<string>(type: "TEXT", nullable: true),
                    is_sealed = table.Column<bool>(type: "INTEGER", nullable: false),
                    minimum_invited = table.Column<int>(type: "INTEGER", nullable: false),
                    single_source_reason = table.Column<string>(type: "TEXT", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    price_weight = table.Column<int>(type: "INTEGER", nullable: false),
                    lead_time_weight = table.Column<int>(type: "INTEGER", nullable: false),
                    quality_weight = table.Column<int>(type: "INTEGER", nullable: false),
                    created_by = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    cancelled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    awarded_by = table.Column<int>(type: "INTEGER", nullable: true),
                    award_reason = table.Column<string>(type: "TEXT", nullable: true),
                    decision_id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_quotation_requests", x => x.id);
                    table.CheckConstraint("ck_quotation_weights", "price_weight + lead_time_weight + quality_weight = 100 AND price_weight >= 0 AND lead_time_weight >= 0 AND quality_weight >= 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_quotation_sources",
                columns: table => new
                {
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    requisition_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_quotation_sources", x => new { x.line_id, x.requisition_line_id });
                });

            migrationBuilder.CreateTable(
                name: "procurement_requisition_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    requisition_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    requester = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    ordered = table.Column<long>(type: "INTEGER", nullable: false),
                    need_day = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_requisition_lines", x => x.id);
                    table.CheckConstraint("ck_requisition_lines", "quantity > 0 AND ordered >= 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_requisition_links",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    requisition_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    purchase_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_requisition_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_requisitions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    requester = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    plan_key = table.Column<string>(type: "TEXT", nullable: true),
                    emergency_reason = table.Column<string>(type: "TEXT", nullable: true),
                    emergency_cause = table.Column<int>(type: "INTEGER", nullable: false),
                    emergency_premium = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_requisitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "procurement_source_rules",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    share = table.Column<int>(type: "INTEGER", nullable: false),
                    blocked_until = table.Column<int>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_source_rules", x => x.id);
                    table.CheckConstraint("ck_source_rules", "share >= 0 AND share <= 10000 AND rank >= 0");
                });

            migrationBuilder.CreateTable(
                name: "procurement_transfer_offers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: false),
                    line_number = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    needed = table.Column<long>(type: "INTEGER", nullable: false),
                    line_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    donor_id = table.Column<int>(type: "INTEGER", nullable: true),
                    offered = table.Column<long>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    purchase = table.Column<long>(type: "INTEGER", nullable: false),
                    freight = table.Column<long>(type: "INTEGER", nullable: false),
                    saving = table.Column<long>(type: "INTEGER", nullable: false),
                    taken = table.Column<long>(type: "INTEGER", nullable: false),
                    saved = table.Column<long>(type: "INTEGER", nullable: false),
                    settled = table.Column<long>(type: "INTEGER", nullable: false),
                    settled_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    transfer = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: true),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_procurement_transfer_offers", x => x.id);
                    table.CheckConstraint("ck_transfer_offers", "needed > 0 AND offered >= 0 AND taken >= 0 AND taken <= offered AND (state NOT IN (5, 6) OR reason > 0) AND (state NOT IN (4, 5) OR transfer IS NOT NULL) AND (state IN (1, 2) OR donor_id IS NOT NULL)");
                });

            migrationBuilder.CreateTable(
                name: "sales_invoice_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    invoice_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    order_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    price_unit = table.Column<string>(type: "TEXT", nullable: false),
                    net = table.Column<long>(type: "INTEGER", nullable: false),
                    tax_code = table.Column<string>(type: "TEXT", nullable: true),
                    credited = table.Column<long>(type: "INTEGER", nullable: false),
                    credited_net = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_invoice_lines", x => x.id);
                    table.CheckConstraint("ck_invoice_lines_credited", "credited >= 0 AND credited <= quantity");
                });

            migrationBuilder.CreateTable(
                name: "sales_invoice_taxes",
                columns: table => new
                {
                    invoice_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    tax_code = table.Column<string>(type: "TEXT", nullable: false),
                    rate_millionths = table.Column<long>(type: "INTEGER", nullable: false),
                    net = table.Column<long>(type: "INTEGER", nullable: false),
                    tax = table.Column<long>(type: "INTEGER", nullable: false),
                    credited_net = table.Column<long>(type: "INTEGER", nullable: false),
                    credited_tax = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_invoice_taxes", x => new { x.invoice_id, x.tax_code });
                });

            migrationBuilder.CreateTable(
                name: "sales_invoices",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    customer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: false),
                    customer_reference = table.Column<string>(type: "TEXT", nullable: true),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    credit_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    due_day = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    rate = table.Column<long>(type: "INTEGER", nullable: false),
                    net = table.Column<long>(type: "INTEGER", nullable: false),
                    tax = table.Column<long>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    functional_total = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_by = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_invoices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sales_line_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: false),
                    after = table.Column<string>(type: "TEXT", nullable: false),
                    asked_by = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_line_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sales_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    customer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    unit_quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    ordered = table.Column<long>(type: "INTEGER", nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: false),
                    price_unit = table.Column<string>(type: "TEXT", nullable: false),
                    price_numerator = table.Column<long>(type: "INTEGER", nullable: false),
                    price_denominator = table.Column<long>(type: "INTEGER", nullable: false),
                    net = table.Column<long>(type: "INTEGER", nullable: false),
                    tax_code = table.Column<string>(type: "TEXT", nullable: true),
                    requested_day = table.Column<int>(type: "INTEGER", nullable: false),
                    due_day = table.Column<int>(type: "INTEGER", nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    ordered_at_entry = table.Column<long>(type: "INTEGER", nullable: false),
                    price_at_entry = table.Column<long>(type: "INTEGER", nullable: false),
                    free_at_entry = table.Column<long>(type: "INTEGER", nullable: false),
                    requested_at_entry = table.Column<int>(type: "INTEGER", nullable: false),
                    first_promised_day = table.Column<int>(type: "INTEGER", nullable: true),
                    cancelled = table.Column<long>(type: "INTEGER", nullable: false),
                    cancel_reason = table.Column<string>(type: "TEXT", nullable: true),
                    cancel_side = table.Column<int>(type: "INTEGER", nullable: true),
                    lost = table.Column<long>(type: "INTEGER", nullable: false),
                    shipped = table.Column<long>(type: "INTEGER", nullable: false),
                    returned = table.Column<long>(type: "INTEGER", nullable: false),
                    invoiced = table.Column<long>(type: "INTEGER", nullable: false),
                    net_invoiced = table.Column<long>(type: "INTEGER", nullable: false),
                    open = table.Column<long>(type: "INTEGER", nullable: false),
                    open_net = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_lines", x => x.id);
                    table.CheckConstraint("ck_sales_lines_open", "open >= 0 AND open = ordered - cancelled - shipped");
                    table.CheckConstraint("ck_sales_lines_shipped", "shipped >= 0 AND returned >= 0 AND returned <= shipped AND invoiced >= 0 AND invoiced <= shipped");
                });

            migrationBuilder.CreateTable(
                name: "sales_orders",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    customer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    customer_reference = table.Column<string>(type: "TEXT", nullable: true),
                    ship_complete = table.Column<bool>(type: "INTEGER", nullable: false),
                    requested_day = table.Column<int>(type: "INTEGER", nullable: false),
                    credit_reason = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    net = table.Column<long>(type: "INTEGER", nullable: false),
                    open_net = table.Column<long>(type: "INTEGER", nullable: false),
                    due_day = table.Column<int>(type: "INTEGER", nullable: true),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    entered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    entered_by = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_orders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sales_payment_allocations",
                columns: table => new
                {
                    payment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    invoice_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    invoice_number = table.Column<string>(type: "TEXT", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    functional = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_payment_allocations", x => new { x.payment_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "sales_payments",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    customer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    functional_amount = table.Column<long>(type: "INTEGER", nullable: false),
                    advance = table.Column<long>(type: "INTEGER", nullable: false),
                    functional_advance = table.Column<long>(type: "INTEGER", nullable: false),
                    functional_settled = table.Column<long>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: true),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    mirror_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    cancelled_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_by = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_payments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "storage_counters",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    next = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_counters", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "storage_cursors",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    seal_no = table.Column<long>(type: "INTEGER", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_cursors", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "storage_data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    friendly_name = table.Column<string>(type: "TEXT", nullable: true),
                    xml = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "storage_facts",
                columns: table => new
                {
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    item_id = table.Column<int>(type: "INTEGER", nullable: true),
                    body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_facts", x => new { x.posting_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "storage_mails",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false),
                    document_version = table.Column<int>(type: "INTEGER", nullable: false),
                    copy = table.Column<int>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    trouble = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "storage_postings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    use = table.Column<string>(type: "TEXT", nullable: false),
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    changes = table.Column<string>(type: "TEXT", nullable: true),
                    content_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_postings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "storage_request_keys",
                columns: table => new
                {
                    principal_id = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    content_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    kept_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_request_keys", x => new { x.principal_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "storage_seals",
                columns: table => new
                {
                    seal_no = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_seals", x => x.seal_no);
                });

            migrationBuilder.CreateTable(
                name: "storage_settings",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_settings", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_corrections",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_by = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    happened_at = table.Column<long>(type: "INTEGER", nullable: true),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    use = table.Column<int>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    triggered = table.Column<bool>(type: "INTEGER", nullable: false),
                    rebase = table.Column<bool>(type: "INTEGER", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: true),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_corrections", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_count_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    document_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    place_id = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    condition = table.Column<int>(type: "INTEGER", nullable: false),
                    entry_number = table.Column<long>(type: "INTEGER", nullable: false),
                    book = table.Column<long>(type: "INTEGER", nullable: false),
                    late = table.Column<long>(type: "INTEGER", nullable: false),
                    corrected = table.Column<long>(type: "INTEGER", nullable: false),
                    counted = table.Column<long>(type: "INTEGER", nullable: false),
                    difference = table.Column<long>(type: "INTEGER", nullable: false),
                    tolerance = table.Column<long>(type: "INTEGER", nullable: false),
                    hit = table.Column<bool>(type: "INTEGER", nullable: false),
                    triggered = table.Column<bool>(type: "INTEGER", nullable: false),
                    scanned_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_count_lines", x => x.id);
                    table.CheckConstraint("ck_count_lines_counted", "counted >= 0");
                });

            migrationBuilder.CreateTable(
                name: "warehouse_customer_return_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    return_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    shipment_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    invoice_line_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    cost = table.Column<long>(type: "INTEGER", nullable: false),
                    place_id = table.Column<int>(type: "INTEGER", nullable: false),
                    condition = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_customer_return_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_customer_returns",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    customer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: false),
                    shipment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    shipment_number = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    credit_note_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    credit_note = table.Column<string>(type: "TEXT", nullable: true),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_by = table.Column<int>(type: "INTEGER", nullable: false),
                    happened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_customer_returns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_documents",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    happened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    about = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_documents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_pick_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    pick_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    order_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    place_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    missing = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_pick_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_picks",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_by = table.Column<int>(type: "INTEGER", nullable: false),
                    happened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_picks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_reasons",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    use = table.Column<int>(type: "INTEGER", nullable: false),
                    counter = table.Column<int>(type: "INTEGER", nullable: true),
                    needs_note = table.Column<bool>(type: "INTEGER", nullable: false),
                    active = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_reasons", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_receipt_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    receipt_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    order_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    place_id = table.Column<int>(type: "INTEGER", nullable: false),
                    condition = table.Column<int>(type: "INTEGER", nullable: false),
                    cross_docked = table.Column<long>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    returned = table.Column<long>(type: "INTEGER", nullable: false),
                    returned_value = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_receipt_lines", x => x.id);
                    table.CheckConstraint("ck_receipt_lines_returned", "quantity > 0 AND returned >= 0 AND returned <= quantity");
                });

            migrationBuilder.CreateTable(
                name: "warehouse_receipts",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    delivery_note = table.Column<string>(type: "TEXT", nullable: true),
                    arrived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    happened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    reverse_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reversed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    prepared = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_receipts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_ship_notice_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    notice_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    purchase_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    purchase_line = table.Column<int>(type: "INTEGER", nullable: false),
                    sales_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sales_line = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    invoice_line_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_ship_notice_lines", x => x.id);
                    table.CheckConstraint("ck_ship_notice_lines_quantity", "quantity > 0 AND value >= 0");
                });

            migrationBuilder.CreateTable(
                name: "warehouse_ship_notices",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    customer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    purchase_order = table.Column<string>(type: "TEXT", nullable: false),
                    sales_order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sales_order = table.Column<string>(type: "TEXT", nullable: false),
                    delivery_note = table.Column<string>(type: "TEXT", nullable: true),
                    carrier = table.Column<string>(type: "TEXT", nullable: true),
                    tracking = table.Column<string>(type: "TEXT", nullable: true),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    invoice_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    invoice_number = table.Column<string>(type: "TEXT", nullable: true),
                    mirror_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reversed_by = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_by = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_ship_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_shipment_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    shipment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    order_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_line = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    cost = table.Column<long>(type: "INTEGER", nullable: false),
                    invoice_line_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    returned = table.Column<long>(type: "INTEGER", nullable: false),
                    returned_cost = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_shipment_lines", x => x.id);
                    table.CheckConstraint("ck_shipment_lines_returned", "returned >= 0 AND returned <= quantity");
                });

            migrationBuilder.CreateTable(
                name: "warehouse_shipments",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    customer_id = table.Column<int>(type: "INTEGER", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_number = table.Column<string>(type: "TEXT", nullable: false),
                    carrier = table.Column<string>(type: "TEXT", nullable: true),
                    tracking = table.Column<string>(type: "TEXT", nullable: true),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    invoice_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    invoice_number = table.Column<string>(type: "TEXT", nullable: true),
                    mirror_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    reversed_by = table.Column<string>(type: "TEXT", nullable: true),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_by = table.Column<int>(type: "INTEGER", nullable: false),
                    happened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_shipments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_supplier_return_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    return_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    receipt_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    quantity = table.Column<long>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    place_id = table.Column<int>(type: "INTEGER", nullable: false),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    owed = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_supplier_return_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_supplier_returns",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    supplier_id = table.Column<int>(type: "INTEGER", nullable: false),
                    receipt_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    happened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    posting_id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_supplier_returns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_transfer_loads",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    transfer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    shipped = table.Column<long>(type: "INTEGER", nullable: false),
                    received = table.Column<long>(type: "INTEGER", nullable: false),
                    lost = table.Column<long>(type: "INTEGER", nullable: false),
                    recalled = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_transfer_loads", x => x.id);
                    table.CheckConstraint("ck_transfer_loads", "received >= 0 AND lost >= 0 AND recalled >= 0 AND received + lost + recalled <= shipped");
                });

            migrationBuilder.CreateTable(
                name: "warehouse_transfers",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from_site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    to_site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    ship_day = table.Column<int>(type: "INTEGER", nullable: false),
                    arrival_day = table.Column<int>(type: "INTEGER", nullable: false),
                    created_by = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    shipped_by = table.Column<int>(type: "INTEGER", nullable: true),
                    cancel_reason = table.Column<string>(type: "TEXT", nullable: true),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    backorders_allowed = table.Column<bool>(type: "INTEGER", nullable: false),
                    approval = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_transfers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "books_manual_journal_lines",
                columns: table => new
                {
                    journal_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: true),
                    partner_id = table.Column<int>(type: "INTEGER", nullable: true),
                    amount = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_books_manual_journal_lines", x => new { x.journal_id, x.line });
                    table.ForeignKey(
                        name: "FK_books_manual_journal_lines_books_manual_journals_journal_id",
                        column: x => x.journal_id,
                        principalTable: "books_manual_journals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "masterdata_packs",
                columns: table => new
                {
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    numerator = table.Column<long>(type: "INTEGER", nullable: false),
                    denominator = table.Column<long>(type: "INTEGER", nullable: false),
                    gtin = table.Column<string>(type: "TEXT", nullable: true),
                    decimals = table.Column<int>(type: "INTEGER", nullable: false),
                    purchase = table.Column<bool>(type: "INTEGER", nullable: false),
                    sales = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_packs", x => new { x.item_id, x.unit });
                    table.ForeignKey(
                        name: "FK_masterdata_packs_masterdata_items_item_id",
                        column: x => x.item_id,
                        principalTable: "masterdata_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "masterdata_references",
                columns: table => new
                {
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    partner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_masterdata_references", x => new { x.item_id, x.kind, x.partner_id, x.number });
                    table.ForeignKey(
                        name: "FK_masterdata_references_masterdata_items_item_id",
                        column: x => x.item_id,
                        principalTable: "masterdata_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_sites",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: false),
                    negative_stock_allowed = table.Column<bool>(type: "INTEGER", nullable: false),
                    latitude_microdegrees = table.Column<int>(type: "INTEGER", nullable: true),
                    longitude_microdegrees = table.Column<int>(type: "INTEGER", nullable: true),
                    small_reason = table.Column<string>(type: "TEXT", nullable: true),
                    small_by = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_sites", x => x.id);
                    table.ForeignKey(
                        name: "FK_organisation_sites_organisation_entities_entity_id",
                        column: x => x.entity_id,
                        principalTable: "organisation_entities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_accounts",
                columns: table => new
                {
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: false),
                    failed_count = table.Column<int>(type: "INTEGER", nullable: false),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_accounts", x => x.person_id);
                    table.ForeignKey(
                        name: "FK_organisation_accounts_organisation_people_person_id",
                        column: x => x.person_id,
                        principalTable: "organisation_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_api_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    prefix = table.Column<string>(type: "TEXT", nullable: false),
                    key_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_api_keys", x => x.id);
                    table.ForeignKey(
                        name: "FK_organisation_api_keys_organisation_people_person_id",
                        column: x => x.person_id,
                        principalTable: "organisation_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_person_entities",
                columns: table => new
                {
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    entity_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_person_entities", x => new { x.person_id, x.entity_id });
                    table.ForeignKey(
                        name: "FK_organisation_person_entities_organisation_people_person_id",
                        column: x => x.person_id,
                        principalTable: "organisation_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_person_roles",
                columns: table => new
                {
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_person_roles", x => new { x.person_id, x.role });
                    table.ForeignKey(
                        name: "FK_organisation_person_roles_organisation_people_person_id",
                        column: x => x.person_id,
                        principalTable: "organisation_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_person_sites",
                columns: table => new
                {
                    person_id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_person_sites", x => new { x.person_id, x.site_id });
                    table.ForeignKey(
                        name: "FK_organisation_person_sites_organisation_people_person_id",
                        column: x => x.person_id,
                        principalTable: "organisation_people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_correction_lines",
                columns: table => new
                {
                    correction_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    place_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<int>(type: "INTEGER", nullable: false),
                    condition = table.Column<int>(type: "INTEGER", nullable: false),
                    change = table.Column<long>(type: "INTEGER", nullable: false),
                    on_hand = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false),
                    entry_number = table.Column<long>(type: "INTEGER", nullable: true),
                    counted = table.Column<long>(type: "INTEGER", nullable: true),
                    about_line = table.Column<int>(type: "INTEGER", nullable: true),
                    scanned_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_correction_lines", x => new { x.correction_id, x.line });
                    table.ForeignKey(
                        name: "FK_warehouse_correction_lines_warehouse_corrections_correction_id",
                        column: x => x.correction_id,
                        principalTable: "warehouse_corrections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "warehouse_transfer_lines",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    transfer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    item_id = table.Column<int>(type: "INTEGER", nullable: false),
                    lot_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordered = table.Column<long>(type: "INTEGER", nullable: false),
                    cancelled = table.Column<long>(type: "INTEGER", nullable: false),
                    shipped = table.Column<long>(type: "INTEGER", nullable: false),
                    received = table.Column<long>(type: "INTEGER", nullable: false),
                    lost = table.Column<long>(type: "INTEGER", nullable: false),
                    recalled = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warehouse_transfer_lines", x => x.id);
                    table.CheckConstraint("ck_transfer_lines", "shipped >= 0 AND received >= 0 AND lost >= 0 AND recalled >= 0 AND shipped + cancelled <= ordered AND received + lost + recalled <= shipped");
                    table.ForeignKey(
                        name: "FK_warehouse_transfer_lines_warehouse_transfers_transfer_id",
                        column: x => x.transfer_id,
                        principalTable: "warehouse_transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organisation_calendars",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    weekdays = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_calendars", x => x.site_id);
                    table.ForeignKey(
                        name: "FK_organisation_calendars_organisation_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "organisation_sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_closed_days",
                columns: table => new
                {
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_closed_days", x => new { x.site_id, x.day });
                    table.ForeignKey(
                        name: "FK_organisation_closed_days_organisation_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "organisation_sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_places",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    site_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    zone = table.Column<string>(type: "TEXT", nullable: false),
                    pick_sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    pallet_capacity = table.Column<int>(type: "INTEGER", nullable: true),
                    blocked = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation_places", x => x.id);
                    table.ForeignKey(
                        name: "FK_organisation_places_organisation_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "organisation_sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_books_accounts_entity_id_code",
                table: "books_accounts",
                columns: new[] { "entity_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_books_journals_document_id",
                table: "books_journals",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "IX_books_journals_posting_id",
                table: "books_journals",
                column: "posting_id");

            migrationBuilder.CreateIndex(
                name: "IX_books_lines_entity_id_account_id_day",
                table: "books_lines",
                columns: new[] { "entity_id", "account_id", "day" });

            migrationBuilder.CreateIndex(
                name: "IX_books_manual_journals_entity_id_state",
                table: "books_manual_journals",
                columns: new[] { "entity_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_books_manual_journals_number",
                table: "books_manual_journals",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_books_manual_journals_reverse_of",
                table: "books_manual_journals",
                column: "reverse_of");

            migrationBuilder.CreateIndex(
                name: "IX_books_manual_journals_sequence",
                table: "books_manual_journals",
                column: "sequence");

            migrationBuilder.CreateIndex(
                name: "IX_books_open_entries_open_item_id",
                table: "books_open_entries",
                column: "open_item_id");

            migrationBuilder.CreateIndex(
                name: "IX_books_open_entries_posting_id",
                table: "books_open_entries",
                column: "posting_id");

            migrationBuilder.CreateIndex(
                name: "IX_books_open_items_document_id",
                table: "books_open_items",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "IX_books_open_items_entity_id_partner_id",
                table: "books_open_items",
                columns: new[] { "entity_id", "partner_id" });

            migrationBuilder.CreateIndex(
                name: "IX_governance_decisions_group_key_at",
                table: "governance_decisions",
                columns: new[] { "group_key", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_governance_decisions_kind_document",
                table: "governance_decisions",
                columns: new[] { "kind", "document" });

            migrationBuilder.CreateIndex(
                name: "IX_governance_decisions_kind_entity_id_at",
                table: "governance_decisions",
                columns: new[] { "kind", "entity_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_governance_decisions_replaces_group_replaces_at",
                table: "governance_decisions",
                columns: new[] { "replaces_group", "replaces_at" },
                filter: "replaces_group IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_governance_delegations_delegate_id",
                table: "governance_delegations",
                column: "delegate_id");

            migrationBuilder.CreateIndex(
                name: "IX_governance_delegations_person_id",
                table: "governance_delegations",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_governance_exceptions_kind_live_key",
                table: "governance_exceptions",
                columns: new[] { "kind", "live_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_governance_exceptions_kind_object",
                table: "governance_exceptions",
                columns: new[] { "kind", "object" });

            migrationBuilder.CreateIndex(
                name: "IX_governance_exceptions_number",
                table: "governance_exceptions",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_governance_exceptions_state_due_at",
                table: "governance_exceptions",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_governance_owners_class_code_entity_id_site_id_number",
                table: "governance_owners",
                columns: new[] { "class_code", "entity_id", "site_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_governance_parameter_bounds_parameter_entity_id_site_id_number",
                table: "governance_parameter_bounds",
                columns: new[] { "parameter", "entity_id", "site_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_governance_parameter_requests_number",
                table: "governance_parameter_requests",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_governance_parameter_requests_parameter_entity_id_site_id_state",
                table: "governance_parameter_requests",
                columns: new[] { "parameter", "entity_id", "site_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_governance_parameter_values_parameter_entity_id_site_id_number",
                table: "governance_parameter_values",
                columns: new[] { "parameter", "entity_id", "site_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_governance_requests_kind_document",
                table: "governance_requests",
                columns: new[] { "kind", "document" });

            migrationBuilder.CreateIndex(
                name: "IX_governance_requests_number",
                table: "governance_requests",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_governance_requests_requester_state",
                table: "governance_requests",
                columns: new[] { "requester", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_governance_requests_state_due_at",
                table: "governance_requests",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_governance_tables_kind_entity_id_number",
                table: "governance_tables",
                columns: new[] { "kind", "entity_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_governance_votes_request_id",
                table: "governance_votes",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "IX_governance_waits_request_id",
                table: "governance_waits",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_allocations_demand_id",
                table: "inventory_allocations",
                column: "demand_id");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_allocations_position_id",
                table: "inventory_allocations",
                column: "position_id");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_demands_item_id_site_id",
                table: "inventory_demands",
                columns: new[] { "item_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "IX_inventory_layers_pool_id_remaining",
                table: "inventory_layers",
                columns: new[] { "pool_id", "remaining" });

            migrationBuilder.CreateIndex(
                name: "IX_inventory_lots_item_id_code",
                table: "inventory_lots",
                columns: new[] { "item_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inventory_movements_document",
                table: "inventory_movements",
                column: "document");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_movements_document_id",
                table: "inventory_movements",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_movements_from_pool_id_posted_at_from_pool_no",
                table: "inventory_movements",
                columns: new[] { "from_pool_id", "posted_at", "from_pool_no" },
                filter: "from_pool_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_movements_from_position_id_posted_at_from_no",
                table: "inventory_movements",
                columns: new[] { "from_position_id", "posted_at", "from_no" },
                filter: "from_position_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_movements_happened_at",
                table: "inventory_movements",
                column: "happened_at",
                filter: "late");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_movements_item_id_id",
                table: "inventory_movements",
                columns: new[] { "item_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_inventory_movements_posted_at",
                table: "inventory_movements",
                column: "posted_at");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_movements_posting_id",
                table: "inventory_movements",
                column: "posting_id");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_movements_reverse_of",
                table: "inventory_movements",
                column: "reverse_of",
                unique: true,
                filter: "reverse_of IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_movements_to_pool_id_posted_at_to_pool_no",
                table: "inventory_movements",
                columns: new[] { "to_pool_id", "posted_at", "to_pool_no" },
                filter: "to_pool_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_movements_to_position_id_posted_at_to_no",
                table: "inventory_movements",
                columns: new[] { "to_position_id", "posted_at", "to_no" },
                filter: "to_position_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_pools_item_id_site_id",
                table: "inventory_pools",
                columns: new[] { "item_id", "site_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inventory_positions_item_id_place_id_lot_id_owner_id_handling_unit_condition",
                table: "inventory_positions",
                columns: new[] { "item_id", "place_id", "lot_id", "owner_id", "handling_unit", "condition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_inventory_positions_item_id_site_id_condition",
                table: "inventory_positions",
                columns: new[] { "item_id", "site_id", "condition" });

            migrationBuilder.CreateIndex(
                name: "IX_inventory_positions_place_id",
                table: "inventory_positions",
                column: "place_id");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_promise_changes_demand_id",
                table: "inventory_promise_changes",
                column: "demand_id");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_promises_item_id_site_id",
                table: "inventory_promises",
                columns: new[] { "item_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "IX_inventory_shortages_pool_id",
                table: "inventory_shortages",
                column: "pool_id");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_supplies_demand_id",
                table: "inventory_supplies",
                column: "demand_id",
                filter: "demand_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_inventory_supplies_item_id_site_id",
                table: "inventory_supplies",
                columns: new[] { "item_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "IX_inventory_transits_item_id_to_site_id",
                table: "inventory_transits",
                columns: new[] { "item_id", "to_site_id" });

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_bank_accounts_supplier_id_state",
                table: "masterdata_bank_accounts",
                columns: new[] { "supplier_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_certificates_supplier_id_kind_valid_until",
                table: "masterdata_certificates",
                columns: new[] { "supplier_id", "kind", "valid_until" });

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_certificates_valid_until",
                table: "masterdata_certificates",
                column: "valid_until");

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_items_code",
                table: "masterdata_items",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_items_supplier_id",
                table: "masterdata_items",
                column: "supplier_id");

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_level_overrides_item_id_site_id",
                table: "masterdata_level_overrides",
                columns: new[] { "item_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_level_overrides_number",
                table: "masterdata_level_overrides",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_level_overrides_state_until_day",
                table: "masterdata_level_overrides",
                columns: new[] { "state", "until_day" });

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_packs_gtin",
                table: "masterdata_packs",
                column: "gtin",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_partners_kind_code",
                table: "masterdata_partners",
                columns: new[] { "kind", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_price_changes_number",
                table: "masterdata_price_changes",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_price_changes_state",
                table: "masterdata_price_changes",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_price_changes_supplier_id_state",
                table: "masterdata_price_changes",
                columns: new[] { "supplier_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_prices_item_id",
                table: "masterdata_prices",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_prices_supplier_id_item_id_revision",
                table: "masterdata_prices",
                columns: new[] { "supplier_id", "item_id", "revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_prices_valid_from",
                table: "masterdata_prices",
                column: "valid_from");

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_references_number",
                table: "masterdata_references",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_search_words_kind_key",
                table: "masterdata_search_words",
                columns: new[] { "kind", "key" });

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_stock_levels_item_id_site_id",
                table: "masterdata_stock_levels",
                columns: new[] { "item_id", "site_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_masterdata_terms_item_id",
                table: "masterdata_terms",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "IX_organisation_accepted_conflicts_ends_at",
                table: "organisation_accepted_conflicts",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "IX_organisation_accepted_conflicts_person_id",
                table: "organisation_accepted_conflicts",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_organisation_api_keys_key_hash",
                table: "organisation_api_keys",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisation_api_keys_person_id",
                table: "organisation_api_keys",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_organisation_conflict_hits_person_id",
                table: "organisation_conflict_hits",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "IX_organisation_entities_code",
                table: "organisation_entities",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisation_people_login",
                table: "organisation_people",
                column: "login",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisation_places_site_id_code",
                table: "organisation_places",
                columns: new[] { "site_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisation_sites_code",
                table: "organisation_sites",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_organisation_sites_entity_id",
                table: "organisation_sites",
                column: "entity_id");

            migrationBuilder.CreateIndex(
                name: "IX_payables_invoice_lines_invoice_id_number",
                table: "payables_invoice_lines",
                columns: new[] { "invoice_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payables_invoice_lines_order_line_id",
                table: "payables_invoice_lines",
                column: "order_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_payables_invoices_number",
                table: "payables_invoices",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payables_invoices_reverse_of",
                table: "payables_invoices",
                column: "reverse_of",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payables_invoices_supplier_id_number_key",
                table: "payables_invoices",
                columns: new[] { "supplier_id", "number_key" },
                unique: true,
                filter: "reversed_by IS NULL AND reverse_of IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_payables_payment_lines_invoice_id",
                table: "payables_payment_lines",
                column: "invoice_id");

            migrationBuilder.CreateIndex(
                name: "IX_payables_payments_number",
                table: "payables_payments",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payables_payments_reverse_of",
                table: "payables_payments",
                column: "reverse_of",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payables_payments_supplier_id_id",
                table: "payables_payments",
                columns: new[] { "supplier_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_payables_write_offs_entity_id_state",
                table: "payables_write_offs",
                columns: new[] { "entity_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_payables_write_offs_number",
                table: "payables_write_offs",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payables_write_offs_order_line_id",
                table: "payables_write_offs",
                column: "order_line_id",
                unique: true,
                filter: "state IN (1, 4)");

            migrationBuilder.CreateIndex(
                name: "IX_payables_write_offs_reverse_of",
                table: "payables_write_offs",
                column: "reverse_of",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payables_write_offs_sequence",
                table: "payables_write_offs",
                column: "sequence");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_agreement_lines_agreement_id_number",
                table: "procurement_agreement_lines",
                columns: new[] { "agreement_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_agreement_lines_item_id",
                table: "procurement_agreement_lines",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_agreement_releases_agreement_id_id",
                table: "procurement_agreement_releases",
                columns: new[] { "agreement_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_agreement_releases_purchase_line_id",
                table: "procurement_agreement_releases",
                column: "purchase_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_agreement_schedule_agreement_id",
                table: "procurement_agreement_schedule",
                column: "agreement_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_agreement_schedule_agreement_line_id_day",
                table: "procurement_agreement_schedule",
                columns: new[] { "agreement_line_id", "day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_agreement_versions_agreement_id_number",
                table: "procurement_agreement_versions",
                columns: new[] { "agreement_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_agreements_entity_id_state_ends_at",
                table: "procurement_agreements",
                columns: new[] { "entity_id", "state", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_agreements_number",
                table: "procurement_agreements",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_award_lines_request_id",
                table: "procurement_award_lines",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_bid_lines_bid_id_line",
                table: "procurement_bid_lines",
                columns: new[] { "bid_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_bids_request_id_supplier_id_number",
                table: "procurement_bids",
                columns: new[] { "request_id", "supplier_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_consigned_usage_arrangement_id_day",
                table: "procurement_consigned_usage",
                columns: new[] { "arrangement_id", "day" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_consigned_usage_document_id",
                table: "procurement_consigned_usage",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_consigned_usage_line_id",
                table: "procurement_consigned_usage",
                column: "line_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_consignment_prices_arrangement_id_from_day_id",
                table: "procurement_consignment_prices",
                columns: new[] { "arrangement_id", "from_day", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_consignments_number",
                table: "procurement_consignments",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_consignments_site_id",
                table: "procurement_consignments",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_consignments_supplier_id_item_id_site_id_from_day",
                table: "procurement_consignments",
                columns: new[] { "supplier_id", "item_id", "site_id", "from_day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_grni_entries_entity_id_day",
                table: "procurement_grni_entries",
                columns: new[] { "entity_id", "day" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_grni_entries_line_id",
                table: "procurement_grni_entries",
                column: "line_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_grni_entries_posting_id",
                table: "procurement_grni_entries",
                column: "posting_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_late_acceptances_bid_id_person_id",
                table: "procurement_late_acceptances",
                columns: new[] { "bid_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_line_changes_kind_at",
                table: "procurement_line_changes",
                columns: new[] { "kind", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_line_changes_line_id",
                table: "procurement_line_changes",
                column: "line_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_lines_item_id_site_id_state",
                table: "procurement_lines",
                columns: new[] { "item_id", "site_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_lines_order_id_number",
                table: "procurement_lines",
                columns: new[] { "order_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_lines_order_number",
                table: "procurement_lines",
                column: "order_number");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_lines_sales_line_id",
                table: "procurement_lines",
                column: "sales_line_id",
                filter: "sales_line_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_lines_site_id_state_requested_day",
                table: "procurement_lines",
                columns: new[] { "site_id", "state", "requested_day" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_lines_supplier_id_released_at",
                table: "procurement_lines",
                columns: new[] { "supplier_id", "released_at" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_order_versions_order_id_number",
                table: "procurement_order_versions",
                columns: new[] { "order_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_orders_number",
                table: "procurement_orders",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_orders_site_id_id",
                table: "procurement_orders",
                columns: new[] { "site_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_orders_supplier_id_id",
                table: "procurement_orders",
                columns: new[] { "supplier_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_proposals_line_id_state",
                table: "procurement_proposals",
                columns: new[] { "line_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_proposals_number",
                table: "procurement_proposals",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_proposals_order_id_state",
                table: "procurement_proposals",
                columns: new[] { "order_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_proposals_state_site_id",
                table: "procurement_proposals",
                columns: new[] { "state", "site_id" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_quotation_lines_request_id_line",
                table: "procurement_quotation_lines",
                columns: new[] { "request_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_quotation_requests_number",
                table: "procurement_quotation_requests",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_quotation_requests_site_id_state",
                table: "procurement_quotation_requests",
                columns: new[] { "site_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_quotation_sources_requisition_line_id",
                table: "procurement_quotation_sources",
                column: "requisition_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_requisition_lines_number",
                table: "procurement_requisition_lines",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_requisition_lines_requisition_id_line",
                table: "procurement_requisition_lines",
                columns: new[] { "requisition_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_requisition_lines_site_id_state_item_id",
                table: "procurement_requisition_lines",
                columns: new[] { "site_id", "state", "item_id" });

            migrationBuilder.CreateIndex(
                name: "IX_procurement_requisition_links_purchase_line_id",
                table: "procurement_requisition_links",
                column: "purchase_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_requisition_links_requisition_line_id",
                table: "procurement_requisition_links",
                column: "requisition_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_requisitions_number",
                table: "procurement_requisitions",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_requisitions_plan_key",
                table: "procurement_requisitions",
                column: "plan_key");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_source_rules_item_id_site_id_supplier_id",
                table: "procurement_source_rules",
                columns: new[] { "item_id", "site_id", "supplier_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_procurement_transfer_offers_line_id",
                table: "procurement_transfer_offers",
                column: "line_id");

            migrationBuilder.CreateIndex(
                name: "IX_procurement_transfer_offers_site_id_state",
                table: "procurement_transfer_offers",
                columns: new[] { "site_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_sales_invoice_lines_invoice_id",
                table: "sales_invoice_lines",
                column: "invoice_id");

            migrationBuilder.CreateIndex(
                name: "IX_sales_invoice_lines_item_id",
                table: "sales_invoice_lines",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "IX_sales_invoice_lines_order_line_id",
                table: "sales_invoice_lines",
                column: "order_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_sales_invoices_credit_of",
                table: "sales_invoices",
                column: "credit_of");

            migrationBuilder.CreateIndex(
                name: "IX_sales_invoices_customer_id_id",
                table: "sales_invoices",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_sales_invoices_number",
                table: "sales_invoices",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sales_invoices_order_id",
                table: "sales_invoices",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_sales_invoices_source_id",
                table: "sales_invoices",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "IX_sales_line_changes_order_line_id",
                table: "sales_line_changes",
                column: "order_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_sales_line_changes_posting_id",
                table: "sales_line_changes",
                column: "posting_id");

            migrationBuilder.CreateIndex(
                name: "ix_sales_lines_customer_open",
                table: "sales_lines",
                column: "customer_id",
                filter: "open > 0");

            migrationBuilder.CreateIndex(
                name: "ix_sales_lines_direct_open",
                table: "sales_lines",
                column: "supplier_id",
                filter: "open > 0 AND supplier_id <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_sales_lines_item_id",
                table: "sales_lines",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "IX_sales_lines_order_id_line",
                table: "sales_lines",
                columns: new[] { "order_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sales_lines_site_open",
                table: "sales_lines",
                columns: new[] { "site_id", "due_day" },
                filter: "open > 0");

            migrationBuilder.CreateIndex(
                name: "IX_sales_orders_customer_id_id",
                table: "sales_orders",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_sales_orders_number",
                table: "sales_orders",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sales_orders_state_due_day",
                table: "sales_orders",
                columns: new[] { "state", "due_day" });

            migrationBuilder.CreateIndex(
                name: "IX_sales_payment_allocations_invoice_id",
                table: "sales_payment_allocations",
                column: "invoice_id");

            migrationBuilder.CreateIndex(
                name: "IX_sales_payments_customer_id_id",
                table: "sales_payments",
                columns: new[] { "customer_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_sales_payments_mirror_of",
                table: "sales_payments",
                column: "mirror_of",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sales_payments_number",
                table: "sales_payments",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_storage_mails_kind_document_document_version_address_copy",
                table: "storage_mails",
                columns: new[] { "kind", "document", "document_version", "address", "copy" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_storage_mails_state_due_at",
                table: "storage_mails",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_storage_postings_subject_id",
                table: "storage_postings",
                columns: new[] { "subject", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_storage_postings_use_id",
                table: "storage_postings",
                columns: new[] { "use", "id" },
                filter: "use = 'RefusedAttempt'");

            migrationBuilder.CreateIndex(
                name: "IX_storage_seals_posting_id",
                table: "storage_seals",
                column: "posting_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_correction_lines_item_id",
                table: "warehouse_correction_lines",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_corrections_number",
                table: "warehouse_corrections",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_corrections_sequence",
                table: "warehouse_corrections",
                column: "sequence");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_corrections_site_id_state",
                table: "warehouse_corrections",
                columns: new[] { "site_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_count_lines_document_id",
                table: "warehouse_count_lines",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_count_lines_item_id_site_id",
                table: "warehouse_count_lines",
                columns: new[] { "item_id", "site_id" });

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_count_lines_site_id_scanned_at",
                table: "warehouse_count_lines",
                columns: new[] { "site_id", "scanned_at" });

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_customer_return_lines_return_id_line",
                table: "warehouse_customer_return_lines",
                columns: new[] { "return_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_customer_return_lines_shipment_line_id",
                table: "warehouse_customer_return_lines",
                column: "shipment_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_customer_returns_number",
                table: "warehouse_customer_returns",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_customer_returns_order_id",
                table: "warehouse_customer_returns",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_customer_returns_shipment_id",
                table: "warehouse_customer_returns",
                column: "shipment_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_documents_about",
                table: "warehouse_documents",
                column: "about");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_documents_number",
                table: "warehouse_documents",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_documents_site_id_kind_id",
                table: "warehouse_documents",
                columns: new[] { "site_id", "kind", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_pick_lines_pick_id_line",
                table: "warehouse_pick_lines",
                columns: new[] { "pick_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_picks_number",
                table: "warehouse_picks",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_picks_order_id",
                table: "warehouse_picks",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_receipt_lines_order_line_id",
                table: "warehouse_receipt_lines",
                column: "order_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_receipt_lines_receipt_id_number",
                table: "warehouse_receipt_lines",
                columns: new[] { "receipt_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_receipts_number",
                table: "warehouse_receipts",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_receipts_reverse_of",
                table: "warehouse_receipts",
                column: "reverse_of",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_receipts_site_id_id",
                table: "warehouse_receipts",
                columns: new[] { "site_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_ship_notice_lines_notice_id_line",
                table: "warehouse_ship_notice_lines",
                columns: new[] { "notice_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_ship_notice_lines_purchase_line_id",
                table: "warehouse_ship_notice_lines",
                column: "purchase_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_ship_notice_lines_sales_line_id",
                table: "warehouse_ship_notice_lines",
                column: "sales_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_ship_notices_mirror_of",
                table: "warehouse_ship_notices",
                column: "mirror_of",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_ship_notices_number",
                table: "warehouse_ship_notices",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_ship_notices_purchase_order",
                table: "warehouse_ship_notices",
                column: "purchase_order");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_ship_notices_sales_order_id",
                table: "warehouse_ship_notices",
                column: "sales_order_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_ship_notices_site_id_id",
                table: "warehouse_ship_notices",
                columns: new[] { "site_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_shipment_lines_order_line_id",
                table: "warehouse_shipment_lines",
                column: "order_line_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_shipment_lines_shipment_id_line",
                table: "warehouse_shipment_lines",
                columns: new[] { "shipment_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_shipments_mirror_of",
                table: "warehouse_shipments",
                column: "mirror_of",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_shipments_number",
                table: "warehouse_shipments",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_shipments_order_id",
                table: "warehouse_shipments",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_shipments_site_id_id",
                table: "warehouse_shipments",
                columns: new[] { "site_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_supplier_return_lines_return_id_number",
                table: "warehouse_supplier_return_lines",
                columns: new[] { "return_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_supplier_returns_number",
                table: "warehouse_supplier_returns",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_supplier_returns_receipt_id",
                table: "warehouse_supplier_returns",
                column: "receipt_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_transfer_lines_transfer_id_line",
                table: "warehouse_transfer_lines",
                columns: new[] { "transfer_id", "line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_transfer_loads_transfer_id",
                table: "warehouse_transfer_loads",
                column: "transfer_id");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_transfers_from_site_id_state",
                table: "warehouse_transfers",
                columns: new[] { "from_site_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_transfers_number",
                table: "warehouse_transfers",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_transfers_sequence",
                table: "warehouse_transfers",
                column: "sequence");

            migrationBuilder.CreateIndex(
                name: "IX_warehouse_transfers_to_site_id_state",
                table: "warehouse_transfers",
                columns: new[] { "to_site_id", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "books_account_roles");

            migrationBuilder.DropTable(
                name: "books_accounts");

            migrationBuilder.DropTable(
                name: "books_journals");

            migrationBuilder.DropTable(
                name: "books_lines");

            migrationBuilder.DropTable(
                name: "books_manual_journal_lines");

            migrationBuilder.DropTable(
                name: "books_open_entries");

            migrationBuilder.DropTable(
                name: "books_open_items");

            migrationBuilder.DropTable(
                name: "books_periods");

            migrationBuilder.DropTable(
                name: "governance_decisions");

            migrationBuilder.DropTable(
                name: "governance_delegations");

            migrationBuilder.DropTable(
                name: "governance_exceptions");

            migrationBuilder.DropTable(
                name: "governance_limits");

            migrationBuilder.DropTable(
                name: "governance_owners");

            migrationBuilder.DropTable(
                name: "governance_parameter_bounds");

            migrationBuilder.DropTable(
                name: "governance_parameter_requests");

            migrationBuilder.DropTable(
                name: "governance_parameter_values");

            migrationBuilder.DropTable(
                name: "governance_requests");

            migrationBuilder.DropTable(
                name: "governance_tables");

            migrationBuilder.DropTable(
                name: "governance_votes");

            migrationBuilder.DropTable(
                name: "governance_waits");

            migrationBuilder.DropTable(
                name: "inventory_allocations");

            migrationBuilder.DropTable(
                name: "inventory_consigned_rules");

            migrationBuilder.DropTable(
                name: "inventory_demand_history");

            migrationBuilder.DropTable(
                name: "inventory_demands");

            migrationBuilder.DropTable(
                name: "inventory_layers");

            migrationBuilder.DropTable(
                name: "inventory_lots");

            migrationBuilder.DropTable(
                name: "inventory_movements");

            migrationBuilder.DropTable(
                name: "inventory_pools");

            migrationBuilder.DropTable(
                name: "inventory_positions");

            migrationBuilder.DropTable(
                name: "inventory_promise_changes");

            migrationBuilder.DropTable(
                name: "inventory_promises");

            migrationBuilder.DropTable(
                name: "inventory_shortages");

            migrationBuilder.DropTable(
                name: "inventory_supplies");

            migrationBuilder.DropTable(
                name: "inventory_transits");

            migrationBuilder.DropTable(
                name: "masterdata_bank_accounts");

            migrationBuilder.DropTable(
                name: "masterdata_certificate_rules");

            migrationBuilder.DropTable(
                name: "masterdata_certificates");

            migrationBuilder.DropTable(
                name: "masterdata_floors");

            migrationBuilder.DropTable(
                name: "masterdata_level_overrides");

            migrationBuilder.DropTable(
                name: "masterdata_order_rules");

            migrationBuilder.DropTable(
                name: "masterdata_packs");

            migrationBuilder.DropTable(
                name: "masterdata_partners");

            migrationBuilder.DropTable(
                name: "masterdata_price_change_rows");

            migrationBuilder.DropTable(
                name: "masterdata_price_changes");

            migrationBuilder.DropTable(
                name: "masterdata_prices");

            migrationBuilder.DropTable(
                name: "masterdata_rates");

            migrationBuilder.DropTable(
                name: "masterdata_references");

            migrationBuilder.DropTable(
                name: "masterdata_search");

            migrationBuilder.DropTable(
                name: "masterdata_search_words");

            migrationBuilder.DropTable(
                name: "masterdata_stock_levels");

            migrationBuilder.DropTable(
                name: "masterdata_tax_codes");

            migrationBuilder.DropTable(
                name: "masterdata_terms");

            migrationBuilder.DropTable(
                name: "organisation_accepted_conflicts");

            migrationBuilder.DropTable(
                name: "organisation_accounts");

            migrationBuilder.DropTable(
                name: "organisation_api_keys");

            migrationBuilder.DropTable(
                name: "organisation_calendars");

            migrationBuilder.DropTable(
                name: "organisation_closed_days");

            migrationBuilder.DropTable(
                name: "organisation_conflict_hits");

            migrationBuilder.DropTable(
                name: "organisation_duty_marks");

            migrationBuilder.DropTable(
                name: "organisation_person_entities");

            migrationBuilder.DropTable(
                name: "organisation_person_roles");

            migrationBuilder.DropTable(
                name: "organisation_person_sites");

            migrationBuilder.DropTable(
                name: "organisation_places");

            migrationBuilder.DropTable(
                name: "payables_invoice_lines");

            migrationBuilder.DropTable(
                name: "payables_invoices");

            migrationBuilder.DropTable(
                name: "payables_payment_lines");

            migrationBuilder.DropTable(
                name: "payables_payments");

            migrationBuilder.DropTable(
                name: "payables_write_offs");

            migrationBuilder.DropTable(
                name: "procurement_agreement_lines");

            migrationBuilder.DropTable(
                name: "procurement_agreement_releases");

            migrationBuilder.DropTable(
                name: "procurement_agreement_schedule");

            migrationBuilder.DropTable(
                name: "procurement_agreement_versions");

            migrationBuilder.DropTable(
                name: "procurement_agreements");

            migrationBuilder.DropTable(
                name: "procurement_answer_rules");

            migrationBuilder.DropTable(
                name: "procurement_award_lines");

            migrationBuilder.DropTable(
                name: "procurement_bid_lines");

            migrationBuilder.DropTable(
                name: "procurement_bids");

            migrationBuilder.DropTable(
                name: "procurement_consigned_usage");

            migrationBuilder.DropTable(
                name: "procurement_consignment_prices");

            migrationBuilder.DropTable(
                name: "procurement_consignments");

            migrationBuilder.DropTable(
                name: "procurement_grni_entries");

            migrationBuilder.DropTable(
                name: "procurement_invitations");

            migrationBuilder.DropTable(
                name: "procurement_late_acceptances");

            migrationBuilder.DropTable(
                name: "procurement_line_changes");

            migrationBuilder.DropTable(
                name: "procurement_lines");

            migrationBuilder.DropTable(
                name: "procurement_order_versions");

            migrationBuilder.DropTable(
                name: "procurement_orders");

            migrationBuilder.DropTable(
                name: "procurement_proposals");

            migrationBuilder.DropTable(
                name: "procurement_quotation_lines");

            migrationBuilder.DropTable(
                name: "procurement_quotation_requests");

            migrationBuilder.DropTable(
                name: "procurement_quotation_sources");

            migrationBuilder.DropTable(
                name: "procurement_requisition_lines");

            migrationBuilder.DropTable(
                name: "procurement_requisition_links");

            migrationBuilder.DropTable(
                name: "procurement_requisitions");

            migrationBuilder.DropTable(
                name: "procurement_source_rules");

            migrationBuilder.DropTable(
                name: "procurement_transfer_offers");

            migrationBuilder.DropTable(
                name: "sales_invoice_lines");

            migrationBuilder.DropTable(
                name: "sales_invoice_taxes");

            migrationBuilder.DropTable(
                name: "sales_invoices");

            migrationBuilder.DropTable(
                name: "sales_line_changes");

            migrationBuilder.DropTable(
                name: "sales_lines");

            migrationBuilder.DropTable(
                name: "sales_orders");

            migrationBuilder.DropTable(
                name: "sales_payment_allocations");

            migrationBuilder.DropTable(
                name: "sales_payments");

            migrationBuilder.DropTable(
                name: "storage_counters");

            migrationBuilder.DropTable(
                name: "storage_cursors");

            migrationBuilder.DropTable(
                name: "storage_data_protection_keys");

            migrationBuilder.DropTable(
                name: "storage_facts");

            migrationBuilder.DropTable(
                name: "storage_mails");

            migrationBuilder.DropTable(
                name: "storage_postings");

            migrationBuilder.DropTable(
                name: "storage_request_keys");

            migrationBuilder.DropTable(
                name: "storage_seals");

            migrationBuilder.DropTable(
                name: "storage_settings");

            migrationBuilder.DropTable(
                name: "warehouse_correction_lines");

            migrationBuilder.DropTable(
                name: "warehouse_count_lines");

            migrationBuilder.DropTable(
                name: "warehouse_customer_return_lines");

            migrationBuilder.DropTable(
                name: "warehouse_customer_returns");

            migrationBuilder.DropTable(
                name: "warehouse_documents");

            migrationBuilder.DropTable(
                name: "warehouse_pick_lines");

            migrationBuilder.DropTable(
                name: "warehouse_picks");

            migrationBuilder.DropTable(
                name: "warehouse_reasons");

            migrationBuilder.DropTable(
                name: "warehouse_receipt_lines");

            migrationBuilder.DropTable(
                name: "warehouse_receipts");

            migrationBuilder.DropTable(
                name: "warehouse_ship_notice_lines");

            migrationBuilder.DropTable(
                name: "warehouse_ship_notices");

            migrationBuilder.DropTable(
                name: "warehouse_shipment_lines");

            migrationBuilder.DropTable(
                name: "warehouse_shipments");

            migrationBuilder.DropTable(
                name: "warehouse_supplier_return_lines");

            migrationBuilder.DropTable(
                name: "warehouse_supplier_returns");

            migrationBuilder.DropTable(
                name: "warehouse_transfer_lines");

            migrationBuilder.DropTable(
                name: "warehouse_transfer_loads");

            migrationBuilder.DropTable(
                name: "books_manual_journals");

            migrationBuilder.DropTable(
                name: "masterdata_items");

            migrationBuilder.DropTable(
                name: "organisation_people");

            migrationBuilder.DropTable(
                name: "organisation_sites");

            migrationBuilder.DropTable(
                name: "warehouse_corrections");

            migrationBuilder.DropTable(
                name: "warehouse_transfers");

            migrationBuilder.DropTable(
                name: "organisation_entities");
        }
    }
}
