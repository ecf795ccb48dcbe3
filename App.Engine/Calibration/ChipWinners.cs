namespace App.Engine.Calibration;

/// <summary>A time per output token, measured and predicted.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Measured">Measured, seconds.</param>
/// <param name="Predicted">Predicted, seconds.</param>
internal readonly record struct PredictedTime(Deployment Deployment, double Measured, double Predicted);

/// <summary>Pairs of chips on the same model, engine, format, layout, lengths and load: who writes outputs faster.</summary>
internal static class ChipWinners
{
    /// <summary>Chips whose times differ by less have no winner.</summary>
    private const double Tie = 0.02;

    /// <summary>Counts the pairs, and those in which the prediction names the other chip as faster.</summary>
    /// <param name="times">Times of deployments whose concurrency is known.</param>
    public static (int Pairs, int Wrong) Count(IEnumerable<PredictedTime> times)
    {
        int pairs = 0;
        int wrong = 0;
        foreach (var work in times.GroupBy(time =>
        {
            Deployment own = time.Deployment;
            return (own.Model.Id, own.EngineId, own.WeightFormat, own.Layout, own.DecodeLayout, own.PromptTokens, own.OutputTokens,
                own.Concurrency, own.Regime, own.Speculation);
        }))
        {
            // The same work is measured on a chip more than once; the median stands for it.
            var chips = work.GroupBy(time => time.Deployment.Hardware.Id, StringComparer.Ordinal).Select(chip => (
                Measured: CalibrationRun.Quantile([.. chip.Select(time => time.Measured)], 0.5),
                Predicted: CalibrationRun.Quantile([.. chip.Select(time => time.Predicted)], 0.5))).ToList();
            for (int a = 0; a < chips.Count; a++)
            {
                for (int b = a + 1; b < chips.Count; b++)
                {
                    double measured = Math.Log(chips[a].Measured / chips[b].Measured);
                    if (Math.Abs(measured) > Tie)
                    {
                        pairs++;
                        wrong += measured * Math.Log(chips[a].Predicted / chips[b].Predicted) <= 0 ? 1 : 0;
                    }
                }
            }
        }

        return (pairs, wrong);
    }
}
