namespace App.Engine.Calibration;

/// <summary>The widths of intervals: how far errors of what was held back reached, against what the ladder says of itself.</summary>
internal sealed class IntervalScales(IReadOnlyList<TierError> tiers)
{
    private const double TenthOfNormal = 1.2816;

    /// <summary>
    /// Share of the held-back errors inside the interval. Measurements kept aside from everything showed that widths aimed at 80% hold 78%:
    /// what sets them was predicted a little too well, by constants that had seen it.
    /// </summary>
    private const double AimedFraction = 0.82;

    private const int FewestForScale = 12;
    private const int FewestForVendor = 10;

    /// <summary>Factor on the ladder's standard deviation where nothing was ever held back on a tier.</summary>
    private const double ScaleWithoutEvidence = 2;

    private readonly Dictionary<(LadderKind, EvidenceTier, string Regime, string Vendor), double> _scales = tiers.ToDictionary(
        error => (error.Ladder, error.Tier, error.Regime, error.Vendor), error => error.Scale);

    /// <summary>Half of the 80% interval of the log error: of the load and vendor where they have shown enough, else of what is wider.</summary>
    /// <param name="kind">The ladder.</param>
    /// <param name="tier">The evidence.</param>
    /// <param name="regime">The load.</param>
    /// <param name="vendor">The vendor.</param>
    /// <param name="spread">The ladder's own standard deviation.</param>
    public double HalfWidth(LadderKind kind, EvidenceTier tier, string regime, string vendor, double spread)
    {
        double? Of(string load, string maker) => _scales.TryGetValue((kind, tier, load, maker), out double scale) ? scale : null;
        double own = Of(regime, vendor) ?? Of("", vendor) ?? Of(regime, "") ?? Of("", "") ?? ScaleWithoutEvidence;
        return TenthOfNormal * own * spread;
    }

    /// <summary>Measures the errors of each tier, by load and vendor where there are enough.</summary>
    /// <param name="held">What was held back and predicted.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="observations">The observations.</param>
    public static List<TierError> Measure(IReadOnlyList<HeldBack> held, IReadOnlyList<PreparedRow> rows, IReadOnlyList<Observation> observations)
    {
        List<TierError> tiers = [];
        var items = held.Select(item => (
            Item: item, observations[item.Observation].Ladder, item.Tier, item.Regime,
            rows[observations[item.Observation].Index].Deployment.Hardware.Vendor)).ToList();
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

            // The share that makes the interval of the next measurement, not of these, hold what is aimed at (split conformal prediction).
            double share = Math.Min(1, AimedFraction * (own.Length + 1) / own.Length);
            double[] absolute = [.. own.Select(item => Math.Abs(Math.Exp(item.Error) - 1))];
            tiers.Add(new(
                ladder, tier, regime, vendor,
                Round(CalibrationRun.Quantile([.. own.Select(item => Math.Abs(item.Error) / item.Spread)], share) / TenthOfNormal),
                Round(CalibrationRun.Quantile([.. own.Select(item => Math.Abs(item.Error))], share) / TenthOfNormal),
                own.Length, Round(CalibrationRun.Quantile(absolute, 0.5)), Round(CalibrationRun.Quantile(absolute, 0.9))));
        }
    }

    private static double Round(double value) => Math.Round(value, 4);
}
