using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Crossdock.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "storage_order");

            migrationBuilder.CreateTable(
                name: "storage_counters",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    next = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_counters", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "storage_cursors",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    seal_no = table.Column<long>(type: "bigint", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: true),
                    lease_until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_cursors", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "storage_data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "storage_facts",
                columns: table => new
                {
                    posting_id = table.Column<long>(type: "bigint", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: true),
                    item_id = table.Column<int>(type: "integer", nullable: true),
                    body = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_facts", x => new { x.posting_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "storage_pending_seals",
                columns: table => new
                {
                    posting_id = table.Column<long>(type: "bigint", nullable: false),
                    order_no = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('storage_order')")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_pending_seals", x => x.posting_id);
                });

            migrationBuilder.CreateTable(
                name: "storage_postings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    posted_at = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<int>(type: "integer", nullable: false),
                    use = table.Column<string>(type: "text", nullable: false),
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: true),
                    why = table.Column<string>(type: "text", nullable: true),
                    changes = table.Column<string>(type: "text", nullable: true),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_postings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "storage_request_keys",
                columns: table => new
                {
                    principal_id = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    posting_id = table.Column<long>(type: "bigint", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    kept_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_request_keys", x => new { x.principal_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "storage_seals",
                columns: table => new
                {
                    seal_no = table.Column<long>(type: "bigint", nullable: false),
                    posting_id = table.Column<long>(type: "bigint", nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_seals", x => x.seal_no);
                });

            migrationBuilder.CreateTable(
                name: "storage_settings",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false)
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
                name: "storage_pending_seals");

            migrationBuilder.DropTable(
                name: "storage_postings");

            migrationBuilder.DropTable(
                name: "storage_request_keys");

            migrationBuilder.DropTable(
                name: "storage_seals");

            migrationBuilder.DropTable(
                name: "storage_settings");

            migrationBuilder.DropSequence(
                name: "storage_order");
        }
    }
}
