namespace App.Engine.Calibration;

/// <summary>A fitted model: constants per engine and a ladder of corrections for each kind of time.</summary>
internal sealed class FittedModel
{
    private static readonly int s_chipAndEngine = LadderPlaces.Place("chip-engine");
    private readonly RowModel _model = new();

    public required FittedConstants Constants { get; init; }

    public required Ladder Decode { get; init; }

    public required Ladder FirstToken { get; init; }

    /// <summary>Predicts a row before the ladder.</summary>
    public RowPrediction Raw(PreparedRow row) =>
        _model.Predict(row.Deployment, row.Model, row.WeightBytes, row.SequenceLimit, ConstantsOf(row.Deployment));

    /// <summary>Whether an engine was measured on a chip.</summary>
    public bool IsMeasured(string chip, string engine)
    {
        string key = $"{chip}|{engine}";
        return Decode.Rows(s_chipAndEngine, key) + FirstToken.Rows(s_chipAndEngine, key) > 0;
    }

    private double[] ConstantsOf(Deployment row) => IsMeasured(row.Hardware.Id, row.EngineId)
        ? Constants.Of(row.EngineId)
        : Constants.OfUnmeasured(row.EngineId, row.Hardware.Vendor);

    /// <summary>The ladder of a kind.</summary>
    public Ladder Of(LadderKind kind) => kind == LadderKind.Decode ? Decode : FirstToken;
}

/// <summary>Fits constants and ladders to prepared rows.</summary>
internal static class Calibrator
{
    /// <summary>Fits to some of the observations.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="observations">The observations to learn from.</param>
    /// <param name="constants">Constants to keep; null to fit them too.</param>
    public static FittedModel Fit(IReadOnlyList<PreparedRow> rows, IReadOnlyList<Observation> observations, FittedConstants? constants = null)
    {
        constants ??= ConstantFit.Fit(rows, observations);
        RowModel model = new();
        Ladder? decode = null;
        Ladder? first = null;
        foreach (LadderKind kind in new[] { LadderKind.Decode, LadderKind.FirstToken })
        {
            List<Observation> own = [.. observations.Where(observation => observation.Ladder == kind)];
            List<LadderPlace> places = new(own.Count);
            double[] targets = new double[own.Count];
            double[] weights = new double[own.Count];
            for (int o = 0; o < own.Count; o++)
            {
                PreparedRow row = rows[own[o].Index];
                RowPrediction prediction = model.Predict(
                    row.Deployment, row.Model, row.WeightBytes, row.SequenceLimit, constants.Of(row.Deployment.EngineId));
                places.Add(LadderPlaces.Of(row.Deployment, row.Row.SourceTitle, prediction.Batch));
                double error = own[o].LogValue - own[o].LogOf(prediction);
                targets[o] = double.IsFinite(error) ? own[o].Sign * error : 0;
                weights[o] = double.IsFinite(error) ? 1 : 0;
            }

            Ladder ladder = Ladder.Fit(LadderPlaces.RungsOf(kind), LadderPlaces.NoiseOf(kind), places, targets, weights);
            (decode, first) = kind == LadderKind.Decode ? (ladder, first) : (decode, ladder);
        }

        return new() { Constants = constants, Decode = decode!, FirstToken = first! };
    }
}
