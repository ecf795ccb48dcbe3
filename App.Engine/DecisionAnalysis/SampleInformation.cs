using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>A measurement of a variable: its score is seen with an error.</summary>
/// <param name="Variable">Index of the variable.</param>
/// <param name="Reliability">
/// Square root of the share of the variable's variance that the measurement explains: 1 for a perfect one, 0 for none. On the scale on
/// which the variable is normal with sigma s and the error with sigma e it is s / sqrt(s*s + e*e).
/// </param>
public readonly record struct Measurement(int Variable, double Reliability);

/// <summary>What a measurement with errors is worth before signing (EVSI).</summary>
public static class SampleInformation
{
    /// <summary>
    /// Scores as a pilot would show them. Net benefits regressed on them give the expected gain of acting on the pilot; with ever
    /// smaller errors it tends to that of knowing the variables.
    /// </summary>
    /// <param name="scores">The true scores.</param>
    /// <param name="pilot">The measurements.</param>
    /// <param name="settings">Which worlds.</param>
    /// <param name="ids">Ids of all variables.</param>
    public static ScoreReader Observed(
        ScoreReader scores, IReadOnlyList<Measurement> pilot, WorldSettings settings, IReadOnlyList<string> ids) =>
        (replicate, first, count, block) =>
        {
            scores(replicate, first, count, block);
            Span<double> error = stackalloc double[WorldSource.BlockWorlds];
            foreach (Measurement measurement in pilot)
            {
                Span<double> mine = block.Slice(measurement.Variable * WorldSource.BlockWorlds, count);
                StreamKey key = StreamKey.Of(settings.Seed, replicate, ids[measurement.Variable], StreamPurpose.PilotError);
                Philox.Fill(key, (uint)first, error[..count]);
                NormalDistribution.Quantiles(error[..count], error);
                double noise = Math.Sqrt(1 - (measurement.Reliability * measurement.Reliability));
                for (int i = 0; i < count; i++)
                {
                    mine[i] = (measurement.Reliability * mine[i]) + (noise * error[i]);
                }
            }
        };

    /// <summary>The value of a measurement in the normal approximation (F32), for two candidates.</summary>
    /// <param name="meanLead">Mean lead of the better candidate, USD.</param>
    /// <param name="leadSigma">Standard deviation of the lead that is due to the variable, USD.</param>
    /// <param name="errorSigma">Standard deviation of the measurement's error, in USD of lead.</param>
    public static double NormalApproximation(double meanLead, double leadSigma, double errorSigma)
    {
        double variance = leadSigma * leadSigma;
        double s = variance > 0 ? variance / Math.Sqrt(variance + (errorSigma * errorSigma)) : 0;
        double m = Math.Abs(meanLead);
        return s > 0 ? (s * NormalDistribution.Density(m / s)) - (m * NormalDistribution.Cumulative(-m / s)) : 0;
    }
}
