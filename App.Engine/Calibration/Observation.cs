using App.Engine.Catalog;

namespace App.Engine.Calibration;

/// <summary>What was measured.</summary>
public enum MeasuredQuantity
{
    /// <summary>Time per output token, seconds.</summary>
    OutputTime,

    /// <summary>Output tokens per second of the deployment.</summary>
    OutputRate,

    /// <summary>Time to the first token, seconds.</summary>
    FirstToken,

    /// <summary>Input tokens per second of the deployment.</summary>
    InputRate,
}

/// <summary>A ladder of corrections: times of outputs, and times to the first token.</summary>
public enum LadderKind
{
    /// <summary>Times of outputs, from times per output token and output rates.</summary>
    Decode,

    /// <summary>Times to the first token, from those and from input rates.</summary>
    FirstToken,
}

/// <summary>A measured row prepared for evaluation.</summary>
/// <param name="Row">As published.</param>
/// <param name="Deployment">In the catalogue's terms.</param>
/// <param name="Model">Its model, bound.</param>
/// <param name="WeightBytes">Bytes per weight.</param>
/// <param name="SequenceLimit">Sequences that the engine takes per group.</param>
internal sealed record PreparedRow(
    Measurement Row, Deployment Deployment, BoundArchitecture Model, double WeightBytes, double SequenceLimit);

/// <summary>One number that was measured on a row.</summary>
/// <param name="Index">Place of the row among those prepared.</param>
/// <param name="Quantity">What was measured.</param>
/// <param name="LogValue">Logarithm of it in SI units.</param>
/// <param name="Duplicate">Same number for measurements that say the same of the same, so that no fold learns one from another.</param>
internal readonly record struct Observation(int Index, MeasuredQuantity Quantity, double LogValue, int Duplicate)
{
    /// <summary>The ladder that corrects it.</summary>
    public LadderKind Ladder => Quantity is MeasuredQuantity.OutputTime or MeasuredQuantity.OutputRate ? LadderKind.Decode : LadderKind.FirstToken;

    /// <summary>+1 for times, -1 for rates: the sign by which a longer time shows.</summary>
    public int Sign => Quantity is MeasuredQuantity.OutputTime or MeasuredQuantity.FirstToken ? 1 : -1;

    /// <summary>Logarithm of what the model predicts for the quantity.</summary>
    /// <param name="prediction">The prediction of the row.</param>
    public double LogOf(in RowPrediction prediction) => Math.Log(Quantity switch
    {
        MeasuredQuantity.OutputTime => prediction.TimePerOutputTokenSeconds,
        MeasuredQuantity.OutputRate => prediction.OutputTokensPerSecond,
        MeasuredQuantity.FirstToken => prediction.TimeToFirstTokenSeconds,
        MeasuredQuantity.InputRate => prediction.InputTokensPerSecond,
    });
}

/// <summary>Prepares measurements: translates them, and picks from each row the numbers that say something of their own.</summary>
internal static class Observations
{
    /// <summary>Shortest output whose time per token means something, tokens.</summary>
    private const double FewestOutputTokens = 16;

    /// <summary>Prepares a row, or says why it cannot be evaluated.</summary>
    public static PreparedRow? Prepare(Measurement row, DeploymentReader reader, Dictionary<string, BoundArchitecture> models, PlannerCatalog catalog, out DeploymentReading reading)
    {
        reading = reader.Read(row);
        if (reading.Deployment is not { } deployment)
        {
            return null;
        }

        if (!models.TryGetValue(deployment.Model.Id, out BoundArchitecture? model))
        {
            model = RowSlots.Bind(deployment.Model);
            models.Add(deployment.Model.Id, model);
        }

        return new(row, deployment, model, reader.WeightBits(deployment.WeightFormat) / 8, catalog.Names.SequenceLimit(deployment));
    }

    /// <summary>The numbers of a row that are measurements of their own and not derived from one another.</summary>
    public static IEnumerable<(MeasuredQuantity Quantity, double Value)> Of(PreparedRow prepared)
    {
        Measurement row = prepared.Row;
        Deployment deployment = prepared.Deployment;
        LoadRegime regime = deployment.Regime;
        bool timed = row.TimePerOutputTokenMilliseconds is > 0 && deployment.OutputTokens >= FewestOutputTokens
            && (regime != LoadRegime.SingleStream || row.TimeToFirstTokenMilliseconds is not null);
        if (regime is not LoadRegime.Prefill)
        {
            if (timed && (regime is not LoadRegime.Decode || deployment.Concurrency is not null))
            {
                yield return (MeasuredQuantity.OutputTime, row.TimePerOutputTokenMilliseconds!.Value / 1e3);
            }

            bool derived = timed && regime is LoadRegime.Closed or LoadRegime.Decode or LoadRegime.SeparatePhases or LoadRegime.Burst;
            if (!(timed && derived) && row.OutputTokensPerSecond is > 0 && deployment.OutputTokens >= FewestOutputTokens)
            {
                yield return (MeasuredQuantity.OutputRate, row.OutputTokensPerSecond.Value);
            }
        }

        if (row.TimeToFirstTokenMilliseconds is > 0 && regime is not (LoadRegime.Decode or LoadRegime.StaticBatch))
        {
            yield return (MeasuredQuantity.FirstToken, row.TimeToFirstTokenMilliseconds.Value / 1e3);
        }
        else if (regime == LoadRegime.Prefill && row.InputTokensPerSecond is > 0)
        {
            yield return (MeasuredQuantity.InputRate, row.InputTokensPerSecond.Value);
        }
        else if (regime == LoadRegime.Prefill && row.OutputTokensPerSecond is > 0)
        {
            yield return (MeasuredQuantity.InputRate, row.OutputTokensPerSecond.Value * deployment.PromptTokens / deployment.OutputTokens);
        }
    }
}
