using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Server.Workbook;

/// <summary>A file that was exported. The database refuses to change or delete it.</summary>
public sealed class ExportRecord
{
    public required string ExportId { get; init; }

    /// <summary>"xlsx", "csv", "json" or "pdf".</summary>
    public required string Format { get; init; }

    public required string ScenarioId { get; init; }

    public required int Version { get; init; }

    /// <summary>SHA-256 over case, engine version and catalogue.</summary>
    public required string RunId { get; init; }

    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file's bytes: whether a file in hand is the one exported.</summary>
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    public required DateTime CreatedUtc { get; init; }
}

internal sealed class ExportRecordConfiguration : IEntityTypeConfiguration<ExportRecord>
{
    public void Configure(EntityTypeBuilder<ExportRecord> builder)
    {
        builder.HasKey(record => new { record.ExportId, record.Format });
        builder.Property(record => record.ExportId).HasMaxLength(40);
        builder.Property(record => record.Format).HasMaxLength(8);
        builder.Property(record => record.RunId).HasMaxLength(64);
        builder.Property(record => record.FileName).HasMaxLength(200);
        builder.Property(record => record.Sha256).HasMaxLength(64);
        builder.HasIndex(record => record.Sha256);
        builder.HasOne<Scenarios.ScenarioVersion>().WithMany()
            .HasForeignKey(record => new { record.ScenarioId, record.Version }).OnDelete(DeleteBehavior.Restrict);
    }
}
