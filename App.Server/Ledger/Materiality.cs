using System.Collections.Concurrent;
using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Server.Data;
using App.Server.Runs;
using App.Server.Scenarios;
using Microsoft.EntityFrameworkCore;

namespace App.Server.Ledger;

/// <summary>
/// How much of a decision's uncertainty each assumption makes up with the ledger as it is: by the largest study that is kept of the case,
/// where it has more worlds than the 4,096 that are looked at on the spot.
/// </summary>
public sealed class Materiality(LedgerStore ledger, IServiceScopeFactory scopes)
{
    private const int MostCases = 64;
    private const int MostScenarios = 10;
    private readonly ConcurrentDictionary<string, Lazy<Task<DecisionShares?>>> _shares = new(StringComparer.Ordinal);

    /// <summary>Shares in a scenario's version; its newest where none is named, the worked example where no scenario is.</summary>
    /// <returns>Null where there is no such version.</returns>
    public async Task<DecisionShares?> OfAsync(string? scenarioId, int? version, CancellationToken cancellation)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        PlannerDbContext database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>();
        string id = scenarioId ?? DataStore.SeededScenarioId;
        ScenarioVersion? found = await database.ScenarioVersions.AsNoTracking()
            .Where(row => row.ScenarioId == id && (version == null || row.Version == version))
            .OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellation);
        return found is null ? null : await SharesAsync(database, found, await ledger.CatalogAsync(cancellation), cancellation) ?? DecisionShares.None;
    }

    /// <summary>Shares in the case that a run answered; by the swings stored with it where the catalogue no longer has what the case names.</summary>
    internal async Task<DecisionShares> OfAsync(Run run, CancellationToken cancellation)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        PlannerDbContext database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>();
        ScenarioVersion version = await database.ScenarioVersions.AsNoTracking()
            .SingleAsync(row => row.ScenarioId == run.ScenarioId && row.Version == run.Version, cancellation);
        return await SharesAsync(database, version, await ledger.CatalogAsync(cancellation), cancellation)
            ?? DecisionShares.Of(Evaluation.Read(run.ResultJson).Exposure);
    }

    /// <summary>An assumption's largest share in any of the scenarios that were saved last, and by which measure.</summary>
    public async Task<(double Fraction, ShareMeasure Measure)> LargestAsync(string assumptionId, CancellationToken cancellation)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        PlannerDbContext database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>();
        List<ScenarioVersion> newest = await database.ScenarioVersions.AsNoTracking()
            .Where(row => row.Version == database.ScenarioVersions.Where(other => other.ScenarioId == row.ScenarioId).Max(other => other.Version))
            .OrderByDescending(row => row.CreatedUtc).Take(MostScenarios).ToListAsync(cancellation);
        PlannerCatalog catalog = await ledger.CatalogAsync(cancellation);
        (double Fraction, ShareMeasure Measure) largest = default;
        foreach (ScenarioVersion version in newest)
        {
            if (await SharesAsync(database, version, catalog, cancellation) is { } shares
                && shares.Fractions.GetValueOrDefault(assumptionId) is var fraction && fraction > largest.Fraction)
            {
                largest = (fraction, shares.Measure);
            }
        }

        return largest;
    }

    private async Task<DecisionShares?> SharesAsync(PlannerDbContext database, ScenarioVersion version, PlannerCatalog catalog, CancellationToken cancellation)
    {
        string? study = await database.Studies
            .Where(row => row.CaseHash == version.CaseHash && row.CatalogHash == catalog.Hash && row.EngineVersion == EngineVersion.Current
                && row.Worlds > StudySettings.FirstWorlds)
            .OrderByDescending(row => row.Worlds).ThenByDescending(row => row.CreatedUtc).Select(row => row.Id).FirstOrDefaultAsync(cancellation);
        if (_shares.Count > MostCases)
        {
            _shares.Clear();
        }

        return await _shares.GetOrAdd($"{version.CaseHash}/{catalog.Hash}/{study}", _ => new(() => Task.Run(async () =>
            (study is null ? null : await KeptAsync(study, catalog)) ?? Made(version.CaseJson, catalog)))).Value;
    }

    private async Task<DecisionShares?> KeptAsync(string studyId, PlannerCatalog catalog)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        string json = await scope.ServiceProvider.GetRequiredService<PlannerDbContext>().Studies
            .Where(row => row.Id == studyId).Select(row => row.ResultJson).SingleAsync();
        return JsonSerializer.Deserialize(json, StudyJson.Default.StudyResult) is { } study ? DecisionShares.Of(study, catalog.Uncertainty.ModelError) : null;
    }

    /// <returns>Null where the case cannot be evaluated with this catalogue.</returns>
    private static DecisionShares? Made(string json, PlannerCatalog catalog) => CaseReader.Read(json, catalog).Case is { } procurement
        ? DecisionShares.Of(FleetComparison.EvaluateBound(procurement, catalog), procurement.UncertaintyIn(catalog), Environment.ProcessorCount)
        : null;
}
