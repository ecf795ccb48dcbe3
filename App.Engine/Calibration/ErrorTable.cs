namespace App.Engine.Calibration;

/// <summary>Errors of a group of measurements.</summary>
/// <param name="Quantity">"TPOT", "TTFT", "output tokens/s" or "input tokens/s".</param>
/// <param name="GroupedBy">"all", "vendor", "chip", "model family", "phase", "source" or "evidence".</param>
/// <param name="Group">The group.</param>
/// <param name="Measurements">Measurements in it.</param>
/// <param name="MedianErrorFraction">Median of the absolute error over the measurement.</param>
/// <param name="MeanErrorFraction">Its mean.</param>
/// <param name="NinetiethErrorFraction">Its 90th percentile.</param>
/// <param name="Bias">Median of the logarithm of predicted over measured.</param>
/// <param name="CoverageFraction">Share of measurements inside the stated 80% interval.</param>
public sealed record ErrorGroup(
    string Quantity, string GroupedBy, string Group, int Measurements, double MedianErrorFraction, double MeanErrorFraction,
    double NinetiethErrorFraction, double Bias, double CoverageFraction);

/// <summary>Errors of a validation.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Evaluated">Rows predicted.</param>
/// <param name="NotSupported">Rows not predicted, by reason.</param>
/// <param name="UnknownNames">Rows not predicted for a name no table holds.</param>
/// <param name="Groups">Errors by group.</param>
/// <param name="ChipPairs">Pairs of chips measured on the same work that differ by more than 2%.</param>
/// <param name="WrongWinnerFraction">Share of those pairs in which the prediction names the other chip as faster; NaN without pairs.</param>
public sealed record ErrorTable(
    int Rows, int Evaluated, IReadOnlyList<KeyValuePair<string, int>> NotSupported, int UnknownNames, IReadOnlyList<ErrorGroup> Groups,
    int ChipPairs, double WrongWinnerFraction)
{
    /// <summary>The table as JSON.</summary>
    public string ToJson() => System.Text.Json.JsonSerializer.Serialize(this, CalibrationJson.Default.ErrorTable);

    /// <summary>Compares predictions with what was measured.</summary>
    /// <param name="rows">The validated rows.</param>
    public static ErrorTable Of(IReadOnlyList<ValidatedRow> rows)
    {
        List<(string Quantity, ValidatedRow Row, double Measured, Estimate Predicted)> pairs = [];
        foreach (ValidatedRow row in rows.Where(row => row.Deployment is not null))
        {
            Add("TPOT", row, row.Row.TimePerOutputTokenMilliseconds / 1e3, row.TimePerOutputTokenSeconds);
            Add("TTFT", row, row.Row.TimeToFirstTokenMilliseconds / 1e3, row.TimeToFirstTokenSeconds);
            Add("output tokens/s", row, row.Row.OutputTokensPerSecond, row.OutputTokensPerSecond);
            Add("input tokens/s", row, row.Row.InputTokensPerSecond, row.InputTokensPerSecond);
        }

        List<ErrorGroup> groups = [];
        foreach (var quantity in pairs.GroupBy(pair => pair.Quantity))
        {
            groups.Add(Measure(quantity.Key, "all", "all", quantity));
            if (quantity.Key == "TPOT")
            {
                var known = quantity.Where(pair => pair.Row.Deployment!.Concurrency is not null).ToList();
                if (known.Count > 0)
                {
                    groups.Add(Measure("TPOT", "all", "known concurrency", known));
                }
            }

            foreach ((string by, Func<ValidatedRow, string> key) in new (string, Func<ValidatedRow, string>)[]
            {
                ("vendor", row => row.Deployment!.Hardware.Vendor),
                ("chip", row => row.Deployment!.Hardware.Id),
                ("model family", row => row.Deployment!.Model.Family),
                ("phase", row => row.Deployment!.Regime.ToString()),
                ("source", row => SourceOf(row.Row.SourceTitle)),
                ("evidence", row => (quantity.Key == "TTFT" ? row.FirstTokenTier : row.DecodeTier).ToString()),
            })
            {
                foreach (var group in quantity.GroupBy(pair => key(pair.Row)).OrderBy(group => group.Key, StringComparer.Ordinal))
                {
                    groups.Add(Measure(quantity.Key, by, group.Key, group));
                }
            }
        }

        (int chipPairs, int wrong) = ChipWinners.Count(pairs
            .Where(pair => pair.Quantity == "TPOT" && pair.Row.Deployment!.Concurrency is not null)
            .Select(pair => new PredictedTime(pair.Row.Deployment!, pair.Measured, pair.Predicted.Value)));
        ValidatedRow[] refused = [.. rows.Where(row => row.Deployment is null)];
        return new(
            rows.Count, rows.Count - refused.Length,
            [.. refused.GroupBy(row => row.WhyNot, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => KeyValuePair.Create(group.Key, group.Count()))],
            refused.Count(row => row.IsUnknownName), groups, chipPairs, chipPairs == 0 ? double.NaN : (double)wrong / chipPairs);

        void Add(string quantity, ValidatedRow row, double? measured, Estimate predicted)
        {
            if (measured is > 0 && double.IsFinite(predicted.Value))
            {
                pairs.Add((quantity, row, measured.Value, predicted));
            }
        }
    }

    private static ErrorGroup Measure(
        string quantity, string by, string group, IEnumerable<(string Quantity, ValidatedRow Row, double Measured, Estimate Predicted)> items)
    {
        var all = items.ToList();
        double[] absolute = [.. all.Select(item => Math.Abs(item.Predicted.Value - item.Measured) / item.Measured)];
        double[] logs = [.. all.Select(item => Math.Log(item.Predicted.Value / item.Measured))];
        return new(
            quantity, by, group, all.Count, CalibrationRun.Quantile(absolute, 0.5), absolute.Average(), CalibrationRun.Quantile(absolute, 0.9),
            CalibrationRun.Quantile(logs, 0.5),
            (double)all.Count(item => item.Measured >= item.Predicted.Low && item.Measured <= item.Predicted.High) / all.Count);
    }

    private static string SourceOf(string title)
    {
        int end = title.IndexOfAny([':', '(']);
        return (end > 0 ? title[..end] : title).Trim();
    }
}
