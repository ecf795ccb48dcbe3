using App.Engine.Uncertainty;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Server.Studies;

/// <summary>A stored study. The database refuses to change or delete it.</summary>
public sealed class Study
{
    /// <summary>SHA-256 over case, catalogue, engine version and settings.</summary>
    public required string Id { get; init; }

    public required string ScenarioId { get; init; }

    public required int Version { get; init; }

    public required string CaseHash { get; init; }

    public required string EngineVersion { get; init; }

    public required string CatalogHash { get; init; }

    public required int Worlds { get; init; }

    /// <summary>The seed's 64 bits; SQLite has no unsigned integers.</summary>
    public required long SeedBits { get; init; }

    public required Sampler Sampler { get; init; }

    public required string ResultJson { get; init; }

    public required DateTime CreatedUtc { get; init; }
}

internal sealed class StudyConfiguration : IEntityTypeConfiguration<Study>
{
    public void Configure(EntityTypeBuilder<Study> builder)
    {
        builder.Property(study => study.Id).HasMaxLength(64);
        builder.Property(study => study.Sampler).HasConversion<string>().HasMaxLength(20);
        builder.HasOne<Scenarios.ScenarioVersion>().WithMany()
            .HasForeignKey(study => new { study.ScenarioId, study.Version }).OnDelete(DeleteBehavior.Restrict);
    }
}
