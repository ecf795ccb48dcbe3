using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace App.Server.Data;

/// <summary>Lets the migration tool make a context without starting the application.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PlannerDbContext>
{
    /// <summary>The tables of accounts with that of passkeys. Identity reads it from the services, so both the tool and the application must say it.</summary>
    public static void Stores(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    public PlannerDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PlannerDbContext>()
        .UseSqlite("Data Source=:memory:")
        .UseApplicationServiceProvider(new ServiceCollection().Configure<IdentityOptions>(Stores).BuildServiceProvider())
        .Options);
}
