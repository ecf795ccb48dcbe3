namespace App.Engine.Calibration;

/// <summary>An observation predicted by a model that has not seen it.</summary>
/// <param name="Observation">Its place among the observations.</param>
/// <param name="Error">Logarithm of predicted over measured, above 0 where the prediction is too slow.</param>
/// <param name="Spread">The ladder's own standard deviation.</param>
/// <param name="Tier">The evidence that was left.</param>
/// <param name="Regime">The load.</param>
internal readonly record struct HeldBack(int Observation, double Error, double Spread, EvidenceTier Tier, string Regime);

/// <summary>A way of holding observations back: all of a key together, key after key.</summary>
/// <param name="Name">"rows", "series", "model", "chip" or "vendor".</param>
/// <param name="KeyOf">The key of an observation.</param>
internal sealed record HoldBackPlan(string Name, Func<Observation, string> KeyOf);

/// <summary>Predicts observations by models that were fitted without them.</summary>
internal static class CrossValidation
{
    /// <summary>Folds of fewer observations do not move the constants, which are then kept.</summary>
    private const int WorthRefitting = 12;

    private const int RowFolds = 5;
    private const int SeriesFolds = 5;

    /// <summary>The ways of holding back. The same measurement published twice is held back as one.</summary>
    /// <param name="rows">The rows.</param>
    public static IReadOnlyList<HoldBackPlan> Plans(IReadOnlyList<PreparedRow> rows)
    {
        int series = LadderPlaces.Place("series");
        Deployment Of(Observation observation) => rows[observation.Index].Deployment;
        return
        [
            new("rows", observation => Fold(observation.Duplicate, RowFolds)),
            new("series", observation => Fold(
                Hash(LadderPlaces.Of(Of(observation), rows[observation.Index].Row.SourceTitle, 1).Keys[series]), SeriesFolds)),
            new("model", observation => Of(observation).Model.Id),
            new("chip", observation => Of(observation).Hardware.Id),
            new("vendor", observation => Of(observation).Hardware.Vendor),
        ];
    }

    /// <summary>Holds observations back.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="observations">The observations.</param>
    /// <param name="constants">Constants fitted to all observations, kept for small folds.</param>
    /// <param name="plan">What to hold back together.</param>
    /// <param name="refit">Whether constants are fitted again, from their starting points, without folds that could move them.</param>
    public static List<HeldBack> Run(
        IReadOnlyList<PreparedRow> rows, IReadOnlyList<Observation> observations, FittedConstants constants, HoldBackPlan plan, bool refit)
    {
        string[] keys = [.. observations.Select(plan.KeyOf)];
        string[] folds = [.. keys.Distinct().Order(StringComparer.Ordinal)];
        List<HeldBack>[] results = new List<HeldBack>[folds.Length];
        Parallel.For(0, folds.Length, fold =>
        {
            int[] held = [.. Enumerable.Range(0, keys.Length).Where(place => keys[place] == folds[fold])];
            List<Observation> others = [.. observations.Where((_, place) => keys[place] != folds[fold])];
            bool fresh = refit && held.Length >= WorthRefitting && others.Count > 0;
            FittedModel model = Calibrator.Fit(rows, others, fresh ? null : constants);
            results[fold] = [.. held.Select(place => Predict(rows, observations[place], place, model))];
        });
        return [.. results.SelectMany(result => result)];
    }

    /// <summary>Predicts an observation.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="observation">The observation.</param>
    /// <param name="place">Its place among the observations.</param>
    /// <param name="model">A model that has not seen it.</param>
    public static HeldBack Predict(IReadOnlyList<PreparedRow> rows, Observation observation, int place, FittedModel model)
    {
        // The worst that is counted for a row that the model cannot evaluate: a factor of 150.
        const double NotFinite = 5;
        PreparedRow row = rows[observation.Index];
        RowPrediction raw = model.Raw(row);
        LadderPlace rung = LadderPlaces.Of(row.Deployment, row.Row.SourceTitle, raw.Batch);
        RowPrediction corrected = raw.Corrected(
            Math.Exp(model.Decode.Correction(rung)), Math.Exp(model.FirstToken.Correction(rung)), row.Deployment);
        Ladder ladder = model.Of(observation.Ladder);
        double error = observation.Sign * (observation.LogOf(corrected) - observation.LogValue);
        return new(
            place, double.IsFinite(error) ? error : NotFinite, Math.Sqrt(ladder.Variance(rung)), Validator.TierOf(ladder, rung),
            LadderPlaces.RegimeOf(rung));
    }

    private static string Fold(int number, int folds) =>
        ((int)((uint)number * 2_654_435_761u % 1_000_003u % (uint)folds)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Hash(string text)
    {
        uint hash = 2_166_136_261;
        foreach (char letter in text)
        {
            hash = (hash ^ letter) * 16_777_619;
        }

        return (int)(hash & int.MaxValue);
    }
}
