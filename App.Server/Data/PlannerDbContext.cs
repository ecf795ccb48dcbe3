using App.Server.Assumptions;
using App.Server.Ledger;
using App.Server.People;
using App.Server.Runs;
using App.Server.Scenarios;
using App.Server.Studies;
using App.Server.Workbook;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace App.Server.Data;

/// <summary>The planner's database.</summary>
/// <remarks>Migrations are generated: <c>dotnet ef migrations add NAME --project App.Server --output-dir Data/Migrations</c>.</remarks>
public sealed class PlannerDbContext(DbContextOptions<PlannerDbContext> options) : IdentityUserContext<Person>(options)
{
    public DbSet<Scenario> Scenarios => Set<Scenario>();

    public DbSet<ScenarioVersion> ScenarioVersions => Set<ScenarioVersion>();

    public DbSet<Run> Runs => Set<Run>();

    public DbSet<Study> Studies => Set<Study>();

    public DbSet<ExportRecord> Exports => Set<ExportRecord>();

    public DbSet<AssumptionRecord> Assumptions => Set<AssumptionRecord>();

    public DbSet<LedgerRow> LedgerEvents => Set<LedgerRow>();

    public DbSet<EvidenceCopy> EvidenceCopies => Set<EvidenceCopy>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<AuditRow> AuditEvents => Set<AuditRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UniversalTime>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PlannerDbContext).Assembly);
    }
}

/// <summary>SQLite keeps no time zone; every time of this database is universal.</summary>
internal sealed class UniversalTime() : ValueConverter<DateTime, DateTime>(
    time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
