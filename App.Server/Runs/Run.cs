using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Server.Runs;

/// <summary>A stored evaluation. The database refuses to change or delete it.</summary>
public sealed class Run
{
    /// <summary>SHA-256 over case, engine version and catalogue: the same question has the same run.</summary>
    public required string Id { get; init; }

    public required string ScenarioId { get; init; }

    public required int Version { get; init; }

    public required string CaseHash { get; init; }

    public required string EngineVersion { get; init; }

    public required string CatalogHash { get; init; }

    public required string ResultJson { get; init; }

    public required DateTime CreatedUtc { get; init; }
}

internal sealed class RunConfiguration : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.Property(run => run.Id).HasMaxLength(64);
        builder.HasOne<Scenarios.ScenarioVersion>().WithMany()
            .HasForeignKey(run => new { run.ScenarioId, run.Version }).OnDelete(DeleteBehavior.Restrict);
    }
}
