using App.Engine.Catalog;
using App.Shared;

namespace App.Tests.Server.Assumptions;

public sealed class AssumptionsTests
{
    [Fact]
    public async Task List_AfterStart_HoldsEveryAssumptionOfTheCatalogueWithItsStatus()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        PlannerCatalog catalog = PlannerCatalog.Default;

        Answer list = await server.GetAsync(ApiRoutes.Assumptions);

        var expected = AssumptionPath.All(catalog).ToDictionary(entry => entry.Item1, entry => entry.Item4);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), list.Json.AsArray().Select(row => row!["id"]!.GetValue<string>()));
        Assert.All(list.Json.AsArray(), row =>
        {
            Quantity quantity = expected[row!["id"]!.GetValue<string>()];
            Assert.Equal(quantity.Value, (double?)row["value"]);
            Assert.Equal(catalog.StatusOf(quantity).ToString(), row["status"]!.GetValue<string>());
        });
    }

    [Fact]
    public async Task Start_AfterTheCatalogueChanged_ReplacesItsAssumptions()
    {
        using TemporaryFolder folder = new();
        long count;
        await using (PlannerServer server = await PlannerServer.StartAsync(folder))
        {
            count = (long)server.Sql("SELECT count(*) FROM Assumptions")!;
            server.Sql("UPDATE Assumptions SET CatalogHash = 'old', Value = 42; DELETE FROM Assumptions WHERE Id LIKE 'sites/%'");
        }

        await using PlannerServer again = await PlannerServer.StartAsync(folder);

        Assert.Equal(count, again.Sql("SELECT count(*) FROM Assumptions"));
        Assert.Equal(0L, again.Sql("SELECT count(*) FROM Assumptions WHERE CatalogHash = 'old'"));
    }
}
