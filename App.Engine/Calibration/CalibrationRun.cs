using App.Engine.Catalog;

namespace App.Engine.Calibration;

/// <summary>Calibrates the serving model on published measurements and measures its own error by holding measurements back.</summary>
public static class CalibrationRun
{
    /// <summary>Fits constants and corrections, and holds rows, series, models, chips and vendors back in turn.</summary>
    /// <param name="measurements">The measurements.</param>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="progress">Receives a line as each part is done.</param>
    /// <exception cref="ArgumentException">No measurement can be evaluated.</exception>
    public static CalibrationData Fit(IReadOnlyList<Measurement> measurements, PlannerCatalog catalog, Action<string>? progress = null)
    {
        DeploymentReader reader = new(catalog);
        Dictionary<string, BoundArchitecture> models = new(StringComparer.Ordinal);
        HashSet<string> suspicious = Suspicious(measurements);
        List<PreparedRow> rows = [];
        List<Observation> observations = [];
        Dictionary<string, int> duplicates = new(StringComparer.Ordinal);
        foreach (Measurement measurement in measurements)
        {
            if (suspicious.Contains(measurement.Id)
                || Observations.Prepare(measurement, reader, models, catalog, out _) is not { } prepared)
            {
                continue;
            }

            rows.Add(prepared);
            foreach ((MeasuredQuantity quantity, double value) in Observations.Of(prepared))
            {
                Deployment deployment = prepared.Deployment;
                string same = string.Join(
                    '|', quantity, deployment.Hardware.Id, deployment.Model.Id, deployment.PromptTokens, deployment.OutputTokens,
                    deployment.Concurrency, value);
                duplicates.TryAdd(same, duplicates.Count);
                observations.Add(new(rows.Count - 1, quantity, Math.Log(value), duplicates[same]));
            }
        }

        if (observations.Count == 0)
        {
            throw new ArgumentException("No measurement can be evaluated.", nameof(measurements));
        }

        progress?.Invoke($"{rows.Count} rows with {observations.Count} measurements; {suspicious.Count} rows set aside because other hardware has the same numbers");
        FittedModel fitted = Calibrator.Fit(rows, observations);
        progress?.Invoke("constants and corrections fitted");
        List<HeldBack> all = [];
        List<CoverageData> coverage = [];
        HeldBackReport report = new();
        foreach (HoldBackPlan plan in CrossValidation.Plans(rows))
        {
            List<HeldBack> held = CrossValidation.Run(rows, observations, fitted.Constants, plan, refit: true);
            all.AddRange(held);
            report.Add(plan.Name, held, rows, observations);
            progress?.Invoke($"held back by {plan.Name}");
            if (plan.Name is "rows" or "series")
            {
                coverage.AddRange(KeptAside.Run(rows, observations, plan));
                progress?.Invoke($"kept aside by {plan.Name}");
            }
        }

        return CalibrationData.From(
            fitted, rows.Count, IntervalScales.Measure(all, rows, observations), report, coverage,
            [.. rows.GroupBy(row => row.Row.SourceTitle, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new SourceData(group.Key, group.Count()))]);
    }

    /// <summary>Rows whose every number stands on other hardware too: one of the two was copied.</summary>
    private static HashSet<string> Suspicious(IReadOnlyList<Measurement> measurements) => [.. measurements
        .Where(row => row.TimePerOutputTokenMilliseconds is not null && row.TimeToFirstTokenMilliseconds is not null && row.OutputTokensPerSecond is not null)
        .GroupBy(row => (row.TimePerOutputTokenMilliseconds, row.TimeToFirstTokenMilliseconds, row.OutputTokensPerSecond))
        .Where(group => group.Select(row => row.Hardware).Distinct(StringComparer.Ordinal).Count() > 1)
        .SelectMany(group => group.Select(row => row.Id))
        .Concat(measurements.Where(row => row.Notes.Contains("SUSPECT", StringComparison.Ordinal)).Select(row => row.Id))];

    internal static double Quantile(double[] values, double share)
    {
        double[] sorted = [.. values.Order()];
        double place = share * (sorted.Length - 1);
        int low = (int)place;
        return low + 1 < sorted.Length ? sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }
}
