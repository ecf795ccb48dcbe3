namespace App.Engine.Calibration;

/// <summary>
/// Whether intervals hold what they promise: a whole calibration, constants, corrections and widths of intervals, without each fold
/// in turn, and then the share of the fold inside the intervals that it states.
/// </summary>
internal static class KeptAside
{
    /// <summary>Vendors of fewer observations are counted among all alone.</summary>
    private const int FewestOfVendor = 20;

    /// <summary>Keeps observations aside.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="observations">The observations.</param>
    /// <param name="plan">What to keep aside together.</param>
    public static IReadOnlyList<CoverageData> Run(IReadOnlyList<PreparedRow> rows, IReadOnlyList<Observation> observations, HoldBackPlan plan)
    {
        string[] keys = [.. observations.Select(plan.KeyOf)];
        List<(LadderKind Ladder, string Vendor, bool Inside)> all = [];
        foreach (string fold in keys.Distinct().Order(StringComparer.Ordinal))
        {
            List<Observation> others = [.. observations.Where((_, place) => keys[place] != fold)];
            FittedModel model = Calibrator.Fit(rows, others);
            List<HeldBack> held = [];
            foreach (HoldBackPlan inner in CrossValidation.Plans(rows))
            {
                held.AddRange(CrossValidation.Run(rows, others, model.Constants, inner, refit: false));
            }

            IntervalScales scales = new(IntervalScales.Measure(held, rows, others));
            for (int place = 0; place < keys.Length; place++)
            {
                if (keys[place] == fold)
                {
                    Observation observation = observations[place];
                    string vendor = rows[observation.Index].Deployment.Hardware.Vendor;
                    HeldBack kept = CrossValidation.Predict(rows, observation, place, model);
                    double width = scales.HalfWidth(observation.Ladder, kept.Tier, kept.Regime, vendor, kept.Spread);
                    all.Add((observation.Ladder, vendor, Math.Abs(kept.Error) <= width));
                }
            }
        }

        List<CoverageData> coverage = [];
        foreach (var ladder in all.GroupBy(item => item.Ladder).OrderBy(group => group.Key))
        {
            string quantity = ladder.Key == LadderKind.Decode ? "outputs" : "firstToken";
            coverage.Add(Share(quantity, "", [.. ladder.Select(item => item.Inside)]));
            coverage.AddRange(ladder.GroupBy(item => item.Vendor).Where(vendor => vendor.Count() >= FewestOfVendor)
                .OrderBy(vendor => vendor.Key, StringComparer.Ordinal).Select(vendor => Share(quantity, vendor.Key, [.. vendor.Select(item => item.Inside)])));
        }

        return coverage;

        CoverageData Share(string quantity, string vendor, bool[] inside) =>
            new(plan.Name, quantity, vendor, inside.Length, Math.Round((double)inside.Count(hit => hit) / inside.Length, 4));
    }
}
