using System.Text.RegularExpressions;
using App.Server.Data;
using App.Tests.Architecture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Server.Data;

public sealed partial class PostgresPrivilegesTests
{
    /// <summary>The script says of every table what the triggers of SQLite say of it.</summary>
    [Fact]
    public async Task Script_GrantsNoChangeOfWhatIsWrittenOnce_AndNamesEveryTable()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        await using AsyncServiceScope scope = server.Services.CreateAsyncScope();
        string[] tables = [.. scope.ServiceProvider.GetRequiredService<PlannerDbContext>().Model.GetEntityTypes()
            .Select(type => type.GetTableName()!).Distinct().Order(StringComparer.Ordinal)];
        string[] written = ((string)server.Sql(
            "SELECT group_concat(tbl_name, ' ') FROM (SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_no\\_UPDATE' ESCAPE '\\' ORDER BY tbl_name)")!)
            .Split(' ');

        string script = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs", "postgresql", "privileges.sql"), TestContext.Current.CancellationToken);

        Dictionary<string, string[]> granted = Grants().Matches(script).ToDictionary(
            match => match.Groups[1].Value, match => Names().Matches(match.Groups[2].Value).Select(name => name.Groups[1].Value).Order(StringComparer.Ordinal).ToArray());
        Assert.Equal(written, granted["SELECT, INSERT"]);
        Assert.Equal(tables, granted.Values.SelectMany(names => names).Order(StringComparer.Ordinal));
        Assert.Contains("REVOKE ALL ON ALL TABLES", script, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"GRANT (SELECT[A-Z, ]*?) ON\s+((?:""\w+"",?\s*)+)TO")]
    private static partial Regex Grants();

    [GeneratedRegex("\"(\\w+)\"")]
    private static partial Regex Names();
}
