using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace App.Server.Data.Migrations
{
    /// <inheritdoc />
    public partial class Exports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Exports",
                columns: table => new
                {
                    ExportId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    ScenarioId = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    RunId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Exports", x => new { x.ExportId, x.Format });
                    table.ForeignKey(
                        name: "FK_Exports_ScenarioVersions_ScenarioId_Version",
                        columns: x => new { x.ScenarioId, x.Version },
                        principalTable: "ScenarioVersions",
                        principalColumns: new[] { "ScenarioId", "Version" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Exports_ScenarioId_Version",
                table: "Exports",
                columns: new[] { "ScenarioId", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_Exports_Sha256",
                table: "Exports",
                column: "Sha256");

            foreach (string change in new[] { "UPDATE", "DELETE" })
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER Exports_no_{change} BEFORE {change} ON Exports BEGIN SELECT RAISE(ABORT, 'Exports rows are immutable'); END;");
            }

            migrationBuilder.Sql(
                "CREATE TRIGGER Exports_no_REPLACE BEFORE INSERT ON Exports WHEN EXISTS (SELECT 1 FROM Exports WHERE ExportId = NEW.ExportId AND Format = NEW.Format) "
                + "BEGIN SELECT RAISE(ABORT, 'Exports rows are immutable'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Exports");
        }
    }
}
