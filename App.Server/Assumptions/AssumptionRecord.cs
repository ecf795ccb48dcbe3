using App.Engine.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Server.Assumptions;

/// <summary>An assumption of the catalogue, kept with the status its evidence gives it.</summary>
public sealed class AssumptionRecord
{
    public required string Id { get; init; }

    public required string Subject { get; set; }

    public required string Label { get; set; }

    public required string Unit { get; set; }

    public double? Value { get; set; }

    public double? Low { get; set; }

    public double? High { get; set; }

    public required EvidenceStatus Status { get; set; }

    public required string CatalogHash { get; set; }
}

internal sealed class AssumptionConfiguration : IEntityTypeConfiguration<AssumptionRecord>
{
    public void Configure(EntityTypeBuilder<AssumptionRecord> builder)
    {
        builder.ToTable("Assumptions");
        builder.Property(record => record.Id).HasMaxLength(120);
        builder.Property(record => record.Status).HasConversion<string>().HasMaxLength(20);
    }
}
