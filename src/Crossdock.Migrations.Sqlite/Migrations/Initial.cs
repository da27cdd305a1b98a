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

            migrationBuilder.CreateIndex(
                name: "IX_storage_postings_subject_id",
                table: "storage_postings",
                columns: new[] { "subject", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_storage_seals_posting_id",
                table: "storage_seals",
                column: "posting_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "storage_counters");

            migrationBuilder.DropTable(
                name: "storage_cursors");

            migrationBuilder.DropTable(
                name: "storage_data_protection_keys");

            migrationBuilder.DropTable(
                name: "storage_facts");

            migrationBuilder.DropTable(
                name: "storage_postings");

            migrationBuilder.DropTable(
                name: "storage_request_keys");

            migrationBuilder.DropTable(
                name: "storage_seals");

            migrationBuilder.DropTable(
                name: "storage_settings");
        }
    }
}
