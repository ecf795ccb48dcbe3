using App.Engine.Catalog;

namespace App.Engine.Calibration;

/// <summary>Calibrates the serving model on published measurements and measures its own error by holding measurements back.</summary>
public static class CalibrationRun
{
    private const int RowFolds = 5;
    private const int SeriesFolds = 8;
    private const int FewestForScale = 12;
    private const int FewestForVendor = 20;

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
        Deployment Of(int index) => rows[observations[index].Index].Deployment;
        string SeriesOf(int index) => LadderPlaces.Of(Of(index), rows[observations[index].Index].Row.SourceTitle, 1).Keys[LadderPlaces.Place("series")];
        (string Name, Func<int, string> Key, bool Refit)[] plans =
        [
            ("rows", index => Fold(observations[index].Duplicate, RowFolds), false),
            ("series", index => Fold(Hash(SeriesOf(index)), SeriesFolds), false),
            ("model", index => Of(index).Model.Id, true),
            ("chip", index => Of(index).Hardware.Id, true),
            ("vendor", index => Of(index).Hardware.Vendor, true),
        ];
        List<HeldBack> all = [];
        List<CrossValidationData> summaries = [];
        foreach ((string name, Func<int, string> key, bool refit) in plans)
        {
            List<HeldBack> held = CrossValidation.Run(rows, observations, fitted.Constants, key, refit);
            all.AddRange(held);
            summaries.AddRange(Summaries(name, held, rows, observations));
            progress?.Invoke($"held back by {name}: {summaries.Last(summary => summary.HeldBack == name).Quantity}");
        }

        return CalibrationData.From(
            fitted, rows.Count, Tiers(all, rows, observations), summaries,
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

    private static string Fold(int number, int folds) => ((int)((uint)number * 2_654_435_761u % 1_000_003u % (uint)folds)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Hash(string text)
    {
        uint hash = 2_166_136_261;
        foreach (char letter in text)
        {
            hash = (hash ^ letter) * 16_777_619;
        }

        return (int)(hash & int.MaxValue);
    }

    private static IEnumerable<CrossValidationData> Summaries(
        string name, List<HeldBack> held, List<PreparedRow> rows, List<Observation> observations)
    {
        (string Quantity, Func<HeldBack, bool> Fits)[] quantities =
        [
            ("outputRate", item => observations[item.Observation].Quantity == MeasuredQuantity.OutputRate),
            ("prefillAtLowLoad", item => IsLowLoad(rows[observations[item.Observation].Index].Deployment, observations[item.Observation])),
            ("firstTokenUnderLoad", item => observations[item.Observation].Ladder == LadderKind.FirstToken
                && !IsLowLoad(rows[observations[item.Observation].Index].Deployment, observations[item.Observation])),
            ("timePerOutputToken", item => observations[item.Observation].Quantity == MeasuredQuantity.OutputTime
                && rows[observations[item.Observation].Index].Deployment.Concurrency is not null),
        ];
        foreach ((string quantity, Func<HeldBack, bool> fits) in quantities)
        {
            double[] errors = [.. held.Where(fits).Select(item => item.Error)];
            if (errors.Length > 0)
            {
                double[] absolute = [.. errors.Select(error => Math.Abs(Math.Exp(error) - 1))];
                yield return new(name, quantity, errors.Length, Quantile(absolute, 0.5), Quantile(absolute, 0.9), Quantile(errors, 0.5));
            }
        }
    }

    /// <summary>Whether nothing but its own prompt keeps a request waiting.</summary>
    internal static bool IsLowLoad(Deployment deployment, Observation observation) => observation.Ladder == LadderKind.FirstToken
        && (deployment.Regime is LoadRegime.Prefill or LoadRegime.SeparatePhases || deployment.Concurrency is <= 1);

    private static List<TierError> Tiers(List<HeldBack> held, List<PreparedRow> rows, List<Observation> observations)
    {
        List<TierError> tiers = [];
        var items = held.Select(item =>
        {
            PreparedRow row = rows[observations[item.Observation].Index];
            string regime = LadderPlaces.RegimeOf(LadderPlaces.Of(row.Deployment, "", 1));
            return (Item: item, observations[item.Observation].Ladder, item.Tier, Regime: regime, row.Deployment.Hardware.Vendor);
        }).ToList();
        foreach (var tier in items.GroupBy(item => (item.Ladder, item.Tier)).OrderBy(group => group.Key))
        {
            Add(tier.Key.Ladder, tier.Key.Tier, "", "", tier.Select(item => item.Item), 1);
            foreach (var vendor in tier.GroupBy(item => item.Vendor).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                Add(tier.Key.Ladder, tier.Key.Tier, "", vendor.Key, vendor.Select(item => item.Item), FewestForVendor);
            }

            foreach (var regime in tier.GroupBy(item => item.Regime).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                Add(tier.Key.Ladder, tier.Key.Tier, regime.Key, "", regime.Select(item => item.Item), FewestForScale);
                foreach (var vendor in regime.GroupBy(item => item.Vendor).OrderBy(group => group.Key, StringComparer.Ordinal))
                {
                    Add(tier.Key.Ladder, tier.Key.Tier, regime.Key, vendor.Key, vendor.Select(item => item.Item), FewestForVendor);
                }
            }
        }

        return tiers;

        void Add(LadderKind ladder, EvidenceTier tier, string regime, string vendor, IEnumerable<HeldBack> group, int fewest)
        {
            HeldBack[] own = [.. group];
            if (own.Length < fewest)
            {
                return;
            }

            const double Tenth = 1.2816;
            double[] absolute = [.. own.Select(item => Math.Abs(Math.Exp(item.Error) - 1))];
            tiers.Add(new(
                ladder, tier, regime, vendor,
                Round(Quantile([.. own.Select(item => Math.Abs(item.Error) / item.Spread)], 0.8) / Tenth),
                Round(Quantile([.. own.Select(item => Math.Abs(item.Error))], 0.8) / Tenth),
                own.Length, Round(Quantile(absolute, 0.5)), Round(Quantile(absolute, 0.9))));
        }
    }

    private static double Round(double value) => Math.Round(value, 4);

    internal static double Quantile(double[] values, double share)
    {
        double[] sorted = [.. values.Order()];
        double place = share * (sorted.Length - 1);
        int low = (int)place;
        return low + 1 < sorted.Length ? sorted[low] + ((place - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }
}
