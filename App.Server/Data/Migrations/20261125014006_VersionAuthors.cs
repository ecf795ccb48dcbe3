using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace App.Server.Data.Migrations
{
    /// <inheritdoc />
    public partial class VersionAuthors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Author",
                table: "ScenarioVersions",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Author",
                table: "ScenarioVersions");
        }
    }
}
