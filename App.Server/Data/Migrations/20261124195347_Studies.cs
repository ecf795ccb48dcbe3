using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace App.Server.Data.Migrations
{
    /// <inheritdoc />
    public partial class Studies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Studies",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ScenarioId = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    CaseHash = table.Column<string>(type: "TEXT", nullable: false),
                    EngineVersion = table.Column<string>(type: "TEXT", nullable: false),
                    CatalogHash = table.Column<string>(type: "TEXT", nullable: false),
                    Worlds = table.Column<int>(type: "INTEGER", nullable: false),
                    SeedBits = table.Column<long>(type: "INTEGER", nullable: false),
                    Sampler = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ResultJson = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Studies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Studies_ScenarioVersions_ScenarioId_Version",
                        columns: x => new { x.ScenarioId, x.Version },
                        principalTable: "ScenarioVersions",
                        principalColumns: new[] { "ScenarioId", "Version" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Studies_ScenarioId_Version",
                table: "Studies",
                columns: new[] { "ScenarioId", "Version" });

            foreach (string change in new[] { "UPDATE", "DELETE" })
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER Studies_no_{change} BEFORE {change} ON Studies BEGIN SELECT RAISE(ABORT, 'Studies rows are immutable'); END;");
            }

            migrationBuilder.Sql(
                "CREATE TRIGGER Studies_no_REPLACE BEFORE INSERT ON Studies WHEN EXISTS (SELECT 1 FROM Studies WHERE Id = NEW.Id) "
                + "BEGIN SELECT RAISE(ABORT, 'Studies rows are immutable'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Studies");
        }
    }
}
