using System.Collections.Concurrent;
using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Server.Data;
using App.Server.Scenarios;
using Microsoft.EntityFrameworkCore;

namespace App.Server.Ledger;

/// <summary>How much of a decision's uncertainty each assumption makes up: the share of its one-way swing in the sum of all.</summary>
public sealed class Materiality(LedgerStore ledger, IServiceScopeFactory scopes)
{
    private const int MostCases = 64;
    private const int MostScenarios = 10;
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, double>>>> _shares = new(StringComparer.Ordinal);

    /// <summary>Shares in a scenario's version; its newest where none is named, the worked example where no scenario is.</summary>
    /// <returns>Null where there is no such version.</returns>
    public async Task<IReadOnlyDictionary<string, double>?> OfAsync(string? scenarioId, int? version, CancellationToken cancellation)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        ScenarioVersion? found = await FindAsync(scope.ServiceProvider.GetRequiredService<PlannerDbContext>(), scenarioId, version, cancellation);
        return found is null ? null : await SharesAsync(found, await ledger.CatalogAsync(cancellation));
    }

    /// <summary>What knowing an assumption before signing would be worth (EVPPI), USD, by the newest study of a scenario's version.</summary>
    /// <returns>Empty where no study was made with this engine.</returns>
    public async Task<IReadOnlyDictionary<string, double>> WorthAsync(string? scenarioId, int? version, CancellationToken cancellation)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        PlannerDbContext database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>();
        string? json = await FindAsync(database, scenarioId, version, cancellation) is { } found
            ? await database.Studies.Where(study => study.CaseHash == found.CaseHash && study.EngineVersion == EngineVersion.Current)
                .OrderByDescending(study => study.CreatedUtc).Select(study => study.ResultJson).FirstOrDefaultAsync(cancellation)
            : null;
        return json is not null && JsonSerializer.Deserialize(json, StudyJson.Default.StudyResult) is { } study
            ? Worth(study, (await ledger.CatalogAsync(cancellation)).Uncertainty.ModelError)
            : new Dictionary<string, double>();
    }

    private static Dictionary<string, double> Worth(StudyResult study, ModelErrorRule modelError)
    {
        Dictionary<string, double> worth = new(StringComparer.Ordinal);
        foreach (VariableStudy variable in study.Variables)
        {
            foreach (string id in modelError.InputsOf(variable.Id))
            {
                worth[id] = Math.Max(worth.GetValueOrDefault(id), variable.Value.Value);
            }
        }

        return worth;
    }

    private static Task<ScenarioVersion?> FindAsync(PlannerDbContext database, string? scenarioId, int? version, CancellationToken cancellation)
    {
        string id = scenarioId ?? DataStore.SeededScenarioId;
        return database.ScenarioVersions.AsNoTracking()
            .Where(row => row.ScenarioId == id && (version == null || row.Version == version))
            .OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>An assumption's largest share in any of the scenarios that were saved last, and in the worked example.</summary>
    public async Task<double> LargestAsync(string assumptionId, CancellationToken cancellation)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        PlannerDbContext database = scope.ServiceProvider.GetRequiredService<PlannerDbContext>();
        List<ScenarioVersion> newest = await database.ScenarioVersions.AsNoTracking()
            .Where(row => row.Version == database.ScenarioVersions.Where(other => other.ScenarioId == row.ScenarioId).Max(other => other.Version))
            .OrderByDescending(row => row.CreatedUtc).Take(MostScenarios).ToListAsync(cancellation);
        PlannerCatalog catalog = await ledger.CatalogAsync(cancellation);
        double largest = 0;
        foreach (ScenarioVersion version in newest)
        {
            largest = Math.Max(largest, (await SharesAsync(version, catalog)).GetValueOrDefault(assumptionId));
        }

        return largest;
    }

    private Task<IReadOnlyDictionary<string, double>> SharesAsync(ScenarioVersion version, PlannerCatalog catalog)
    {
        if (_shares.Count > MostCases)
        {
            _shares.Clear();
        }

        return _shares.GetOrAdd(
            $"{version.CaseHash}/{catalog.Hash}", _ => new(() => Task.Run<IReadOnlyDictionary<string, double>>(() => Shares(version.CaseJson, catalog)))).Value;
    }

    private static Dictionary<string, double> Shares(string json, PlannerCatalog catalog)
    {
        if (CaseReader.Read(json, catalog).Case is not { } procurement)
        {
            return new Dictionary<string, double>();
        }

        IReadOnlyList<Swing> swings = SwingAnalysis.Exposure(SwingAnalysis.Swings(FleetComparison.EvaluateBound(procurement, catalog))).Swings;
        double total = swings.Sum(swing => swing.RangeUsDollars);
        return swings.ToDictionary(swing => swing.Input.Id, swing => total > 0 ? swing.RangeUsDollars / total : 0, StringComparer.Ordinal);
    }
}
