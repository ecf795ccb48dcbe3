using App.Server.Data;
using App.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Server.Data;

public sealed class DataStoreTests
{
    [Fact]
    public async Task Model_AgainstTheMigrations_HasNothingPending()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        await using AsyncServiceScope scope = server.Services.CreateAsyncScope();

        Assert.False(scope.ServiceProvider.GetRequiredService<PlannerDbContext>().Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Start_OnTheSameFolderAgain_FindsEverything()
    {
        using TemporaryFolder folder = new();
        string id;
        string scenario;
        string run;
        IReadOnlyList<long> counts;
        await using (PlannerServer server = await PlannerServer.StartAsync(folder))
        {
            id = await server.CreateAsync();
            await server.PostAsync($"{ApiRoutes.Scenarios}/{id}/versions", PlannerServer.NewVersion(1, "Second"));
            scenario = (await server.GetAsync($"{ApiRoutes.Scenarios}/{id}")).Text;
            run = (await server.PostAsync(ApiRoutes.Runs, $$"""{"scenarioId":"{{id}}","version":2}""")).Text;
            counts = server.RowCounts();
        }

        await using PlannerServer again = await PlannerServer.StartAsync(folder);

        Assert.Equal(counts, again.RowCounts());
        Assert.Equal(scenario, (await again.GetAsync($"{ApiRoutes.Scenarios}/{id}")).Text);
        Assert.Equal(run, (await again.PostAsync(ApiRoutes.Runs, $$"""{"scenarioId":"{{id}}","version":2}""")).Text);
    }

    [Fact]
    public async Task Connection_OfTheApplication_IsDurableCheckedAndPatient()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        await using AsyncServiceScope scope = server.Services.CreateAsyncScope();
        DatabaseFacade database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>().Database;

        Assert.Equal("wal", database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").Single());
        Assert.Equal(2, database.SqlQuery<int>($"SELECT synchronous AS Value FROM pragma_synchronous").Single());
        Assert.Equal(1, database.SqlQuery<int>($"SELECT foreign_keys AS Value FROM pragma_foreign_keys").Single());
        Assert.Equal(10, ((SqliteConnection)database.GetDbConnection()).DefaultTimeout);
    }

    [Fact]
    public async Task Health_OfARunningServer_IsGood()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Assert.Equal(System.Net.HttpStatusCode.OK, (await server.GetAsync("/health/live")).Status);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await server.GetAsync("/health/ready")).Status);
    }
}
