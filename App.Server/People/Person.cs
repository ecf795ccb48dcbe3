using App.Engine.Evidence;
using App.Shared.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace App.Server.People;

/// <summary>Somebody with an account.</summary>
public sealed class Person : IdentityUser
{
    /// <summary>What signatures show.</summary>
    public required string Name { get; set; }

    public required Roles Roles { get; set; }

    public bool IsDisabled { get; set; }

    public required DateTime CreatedUtc { get; init; }
}

/// <summary>A key for programs. What it is stays with its person; here is the hash of it.</summary>
public sealed class ApiKey
{
    public required string Id { get; init; }

    public required string PersonId { get; init; }

    public required string Name { get; init; }

    public required KeyScopes Scopes { get; init; }

    public required string SecretHash { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public DateOnly? LastUsedDate { get; set; }
}

/// <summary>An invitation. The link carries the token; here is the hash of it.</summary>
public sealed class Invitation
{
    public required string Id { get; init; }

    public required string Email { get; init; }

    public required Roles Roles { get; init; }

    public required string TokenHash { get; init; }

    public required string InvitedBy { get; init; }

    public required DateTime ExpiresUtc { get; init; }

    public DateTime? UsedUtc { get; set; }
}

/// <summary>A line of the audit. The database refuses to change or delete it.</summary>
public sealed class AuditRow
{
    public long Number { get; init; }

    public required DateTime AtUtc { get; init; }

    public string? PersonId { get; init; }

    public string? Person { get; init; }

    public required string Kind { get; init; }

    public required string Action { get; init; }

    public required string Target { get; init; }

    public required int Status { get; init; }
}

internal sealed class PeopleConfiguration :
    IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<ApiKey>, IEntityTypeConfiguration<Invitation>, IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People");
        builder.Property(person => person.Name).HasMaxLength(100);
        builder.Property(person => person.Roles).HasConversion<int>();
    }

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("ApiKeys");
        builder.Property(key => key.Id).HasMaxLength(40);
        builder.Property(key => key.Name).HasMaxLength(100);
        builder.Property(key => key.SecretHash).HasMaxLength(64);
        builder.Property(key => key.Scopes).HasConversion<int>();
        builder.HasIndex(key => key.SecretHash).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(key => key.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.Property(invitation => invitation.Id).HasMaxLength(40);
        builder.Property(invitation => invitation.Email).HasMaxLength(256);
        builder.Property(invitation => invitation.InvitedBy).HasMaxLength(100);
        builder.Property(invitation => invitation.TokenHash).HasMaxLength(64);
        builder.Property(invitation => invitation.Roles).HasConversion<int>();
        builder.HasIndex(invitation => invitation.TokenHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("AuditEvents").HasKey(row => row.Number);
        builder.Property(row => row.PersonId).HasMaxLength(64);
        builder.Property(row => row.Person).HasMaxLength(100);
        builder.Property(row => row.Kind).HasMaxLength(20);
        builder.Property(row => row.Action).HasMaxLength(200);
        builder.Property(row => row.Target).HasMaxLength(400);
    }
}
