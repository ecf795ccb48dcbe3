using App.Engine.Evidence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Server.Ledger;

/// <summary>
/// An event of the ledger. The database refuses to change or delete it, to take it out of turn, and to take a signature from who wrote
/// what is signed (migration EvidenceLedger).
/// </summary>
public sealed class LedgerRow
{
    public required long Number { get; init; }

    public required DateTime AtUtc { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required ActorKind ActorKind { get; init; }

    public required Roles ActorRoles { get; init; }

    /// <summary>Kind of entry, as in the payload; the triggers look at it.</summary>
    public required string Type { get; init; }

    /// <summary>The slot it is about, to find a slot's history.</summary>
    public string? AssumptionId { get; init; }

    public string? AssertionId { get; init; }

    public int? Version { get; init; }

    public required string Payload { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }

    public LedgerEvent ToEvent() => new(Number, AtUtc, new(ActorId, ActorName, ActorKind, ActorRoles), Payload, PreviousHash, Hash);
}

/// <summary>A copy of a source, or the passage that says it, kept by its hash.</summary>
public sealed class EvidenceCopy
{
    public required string Sha256 { get; init; }

    public required string MediaType { get; init; }

    public required byte[] Bytes { get; init; }
}

internal sealed class LedgerConfiguration : IEntityTypeConfiguration<LedgerRow>, IEntityTypeConfiguration<EvidenceCopy>
{
    public void Configure(EntityTypeBuilder<LedgerRow> builder)
    {
        builder.ToTable("LedgerEvents").HasKey(row => row.Number);
        builder.Property(row => row.Number).ValueGeneratedNever();
        builder.Property(row => row.ActorKind).HasConversion<string>().HasMaxLength(20);
        builder.Property(row => row.ActorRoles).HasConversion<int>();
        builder.Property(row => row.ActorId).HasMaxLength(64);
        builder.Property(row => row.ActorName).HasMaxLength(200);
        builder.Property(row => row.Type).HasMaxLength(40);
        builder.Property(row => row.AssumptionId).HasMaxLength(200);
        builder.Property(row => row.AssertionId).HasMaxLength(200);
        builder.Property(row => row.PreviousHash).HasMaxLength(64);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.HasIndex(row => row.PreviousHash).IsUnique();
        builder.HasIndex(row => new { row.AssertionId, row.Type });
        builder.HasIndex(row => row.AssumptionId);
    }

    public void Configure(EntityTypeBuilder<EvidenceCopy> builder)
    {
        builder.ToTable("EvidenceCopies").HasKey(copy => copy.Sha256);
        builder.Property(copy => copy.Sha256).HasMaxLength(64);
        builder.Property(copy => copy.MediaType).HasMaxLength(100);
    }
}
