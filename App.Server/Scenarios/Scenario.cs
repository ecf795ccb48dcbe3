using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Server.Scenarios;

/// <summary>A scenario: a name under which versions of a case are kept.</summary>
public sealed class Scenario
{
    public required string Id { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public List<ScenarioVersion> Versions { get; } = [];
}

/// <summary>A version of a case. The database refuses to change or delete it.</summary>
public sealed class ScenarioVersion
{
    public required string ScenarioId { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public required string Reason { get; init; }

    /// <summary>Who saved it, as named at that time; empty where it was saved before authors were kept.</summary>
    public required string Author { get; init; }

    public required string CaseJson { get; init; }

    public required string CaseHash { get; init; }

    public required DateTime CreatedUtc { get; init; }
}

internal sealed class ScenarioConfiguration : IEntityTypeConfiguration<Scenario>, IEntityTypeConfiguration<ScenarioVersion>
{
    public void Configure(EntityTypeBuilder<Scenario> builder)
    {
        builder.Property(scenario => scenario.Id).HasMaxLength(40);
        builder.HasMany(scenario => scenario.Versions).WithOne().HasForeignKey(version => version.ScenarioId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ScenarioVersion> builder)
    {
        builder.HasKey(version => new { version.ScenarioId, version.Version });
        builder.Property(version => version.Name).HasMaxLength(120);
        builder.Property(version => version.Reason).HasMaxLength(500);
        builder.Property(version => version.Author).HasMaxLength(200).HasDefaultValue("");
        builder.Property(version => version.CaseHash).HasMaxLength(64);
    }
}
