namespace App.Engine.Calibration;

/// <summary>An observation predicted by a model that has not seen it.</summary>
/// <param name="Observation">Its place among the observations.</param>
/// <param name="Error">Logarithm of predicted over measured, above 0 where the prediction is too slow.</param>
/// <param name="Spread">The ladder's own standard deviation.</param>
/// <param name="Tier">The evidence that was left.</param>
internal readonly record struct HeldBack(int Observation, double Error, double Spread, EvidenceTier Tier);

/// <summary>Predicts observations by models that were fitted without them.</summary>
internal static class CrossValidation
{
    /// <summary>Folds of fewer observations do not move the constants, which are then kept.</summary>
    private const int WorthRefitting = 25;

    /// <summary>Holds back all observations of a key together, key after key.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="observations">The observations.</param>
    /// <param name="constants">Constants fitted to all, from which refits start.</param>
    /// <param name="keyOf">Key of an observation, by its place.</param>
    /// <param name="refit">Whether constants are fitted again without large folds.</param>
    public static List<HeldBack> Run(
        IReadOnlyList<PreparedRow> rows, IReadOnlyList<Observation> observations, FittedConstants constants, Func<int, string> keyOf, bool refit)
    {
        string[] keys = [.. Enumerable.Range(0, observations.Count).Select(keyOf)];
        List<HeldBack> result = new(observations.Count);
        foreach (string key in keys.Distinct().Order(StringComparer.Ordinal))
        {
            List<Observation> others = [];
            int held = 0;
            for (int i = 0; i < keys.Length; i++)
            {
                if (keys[i] == key)
                {
                    held++;
                }
                else
                {
                    others.Add(observations[i]);
                }
            }

            FittedModel model = Calibrator.Fit(rows, others, constants, refit && held >= WorthRefitting ? 8 : 0);
            for (int i = 0; i < keys.Length; i++)
            {
                if (keys[i] == key)
                {
                    result.Add(Predict(rows, observations, model, i));
                }
            }
        }

        return result;
    }

    private static HeldBack Predict(IReadOnlyList<PreparedRow> rows, IReadOnlyList<Observation> observations, FittedModel model, int index)
    {
        Observation observation = observations[index];
        PreparedRow row = rows[observation.Index];
        RowPrediction raw = model.Raw(row);
        LadderPlace place = LadderPlaces.Of(row.Deployment, row.Row.SourceTitle, raw.Batch);
        RowPrediction corrected = raw.Corrected(
            Math.Exp(model.Decode.Correction(place)), Math.Exp(model.FirstToken.Correction(place)), row.Deployment);
        Ladder ladder = model.Of(observation.Ladder);
        double error = observation.Sign * (observation.LogOf(corrected) - observation.LogValue);
        return new(index, double.IsFinite(error) ? error : 5, Math.Sqrt(ladder.Variance(place)), Validator.TierOf(ladder, place));
    }
}
