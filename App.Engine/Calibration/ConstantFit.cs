namespace App.Engine.Calibration;

/// <summary>Constants of the serving model per engine.</summary>
/// <param name="Common">Those of an engine of which nothing is known, in the order of <see cref="ServingConstants.All"/>.</param>
/// <param name="ByEngine">Those of engines that were fitted.</param>
/// <param name="ByVendor">The mean, on the scale of the fit, of the common ones and of those of the engines measured on a vendor's chips.</param>
public sealed record FittedConstants(
    double[] Common, IReadOnlyDictionary<string, double[]> ByEngine, IReadOnlyDictionary<string, double[]> ByVendor)
{
    /// <summary>The constants of an engine.</summary>
    /// <param name="engine">Id of the engine.</param>
    public double[] Of(string engine) => ByEngine.TryGetValue(engine, out double[]? own) ? own : Common;

    /// <summary>
    /// The constants of an engine on a vendor's chip on which it was never measured. Engine and chips cannot be told apart where an
    /// engine ran on one vendor's chips alone, so of what sets it apart in reading prompts half goes with it to another chip.
    /// </summary>
    /// <param name="engine">Id of the engine.</param>
    /// <param name="vendor">The chip's vendor.</param>
    public double[] OfUnmeasured(string engine, string vendor)
    {
        double[] own = Of(engine);
        if (!ByVendor.TryGetValue(vendor, out double[]? common))
        {
            return own;
        }

        return [.. own.Select((value, place) => ServingConstants.All[place] is { IsOfChip: true } info
            ? info.FromFit(info.ToFit(common[place]) + (CarriedFraction * (info.ToFit(value) - info.ToFit(common[place]))))
            : value)];
    }

    private const double CarriedFraction = 0.5;
}

/// <summary>
/// Fits the constants to measurements: least squares of log errors, held down where they are large, and held to their starting
/// points by their spreads (Gauss-Newton with damping).
/// </summary>
internal static class ConstantFit
{
    /// <summary>
    /// Log error beyond which an observation pulls ever less, fit after fit, and the steps of each: the last ones follow the median of
    /// the errors, the first ones find the neighbourhood in which the last ones cannot stall.
    /// </summary>
    private static readonly (double ErrorScale, int Steps)[] s_stages = [(0.2, 10), (0.1, 7), (0.05, 7), (0.03, 7)];

    /// <summary>Rows of one series count as at most so many.</summary>
    private const double SeriesRows = 300;

    /// <summary>Weight of benchmark submissions, tuned to one task and with batches that are not stated.</summary>
    private const double SubmissionWeight = 0.3;

    /// <summary>Weight of rates at a batch that is not stated: as much is learned of the batch as of the time.</summary>
    private const double SaturatedWeight = 0.3;

    private const double Step = 1e-3;

    /// <summary>Fits. It always starts from the starting points, so that nothing of rows held back can come in with a start.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="observations">What was measured on them.</param>
    public static FittedConstants Fit(IReadOnlyList<PreparedRow> rows, IReadOnlyList<Observation> observations)
    {
        FittedConstants? constants = null;
        foreach ((double errorScale, int steps) in s_stages)
        {
            constants = Descend(rows, observations, constants, errorScale, steps);
        }

        return constants! with { ByVendor = OfVendors(rows, observations, constants!) };
    }

    private static Dictionary<string, double[]> OfVendors(
        IReadOnlyList<PreparedRow> rows, IReadOnlyList<Observation> observations, FittedConstants constants) => observations
        .Select(observation => rows[observation.Index].Deployment)
        .GroupBy(row => row.Hardware.Vendor, StringComparer.Ordinal)
        .ToDictionary(
            vendor => vendor.Key,
            vendor =>
            {
                double[][] all = [constants.Common, .. vendor.Select(row => row.EngineId).Where(engine => engine != "other").Distinct().Order(StringComparer.Ordinal).Select(constants.Of)];
                return (double[])[.. ServingConstants.All.Select((info, place) => info.FromFit(all.Average(values => info.ToFit(values[place]))))];
            },
            StringComparer.Ordinal);

    private static FittedConstants Descend(
        IReadOnlyList<PreparedRow> rows, IReadOnlyList<Observation> observations, FittedConstants? start, double errorScale, int iterations)
    {
        IReadOnlyList<ConstantInfo> infos = ServingConstants.All;
        string[] engines = [.. observations.Select(observation => rows[observation.Index].Deployment.EngineId).Distinct().Order(StringComparer.Ordinal)];
        int[] own = [.. Enumerable.Range(0, infos.Count).Where(place => infos[place].EngineSpread > 0)];
        int count = infos.Count + (engines.Length * own.Length);
        Dictionary<string, int> engineAt = engines.Select((engine, at) => (engine, at)).ToDictionary(entry => entry.engine, entry => entry.at, StringComparer.Ordinal);
        double[] place = Start(infos, engines, own, start);
        double[] prior = Start(infos, [], own, null);
        double[] weights = Weights(rows, observations);
        RowModel model = new();
        double damping = 1e-2;
        double[] errors = Errors(place);
        double cost = Cost(place, errors);
        double[] jacobian = new double[observations.Count * infos.Count];
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            // The slopes change slowly and cost nearly all the time: each serves two steps.
            if (iteration % 2 == 0)
            {
                Differentiate();
            }

            (double[] matrix, double[] vector) = Normal();
            bool better = false;
            for (int attempt = 0; attempt < 6 && !better; attempt++)
            {
                double[] damped = [.. matrix];
                double[] move = [.. vector];
                for (int i = 0; i < count; i++)
                {
                    damped[(i * count) + i] *= 1 + damping;
                }

                SmallMatrix.Solve(damped, move, count);
                double[] trial = [.. place.Zip(move, (at, by) => at + Math.Clamp(by, -1, 1))];
                double[] trialErrors = Errors(trial);
                double trialCost = Cost(trial, trialErrors);
                better = trialCost < cost;
                if (better)
                {
                    bool done = cost - trialCost < 1e-5 * cost;
                    (place, errors, cost, damping) = (trial, trialErrors, trialCost, Math.Max(1e-6, damping / 5));
                    if (done)
                    {
                        iteration = iterations;
                    }
                }
                else
                {
                    damping *= 6;
                }
            }

            if (!better)
            {
                break;
            }
        }

        return Read(place);

        double[] Constants(double[] at, int engine)
        {
            double[] constants = new double[infos.Count];
            for (int i = 0; i < constants.Length; i++)
            {
                constants[i] = at[i];
            }

            for (int o = 0; o < own.Length && engine >= 0; o++)
            {
                constants[own[o]] += at[infos.Count + (engine * own.Length) + o];
            }

            for (int i = 0; i < constants.Length; i++)
            {
                constants[i] = infos[i].FromFit(constants[i]);
            }

            return constants;
        }

        FittedConstants Read(double[] at) => new(
            Constants(at, -1), engines.Select((engine, e) => (engine, e)).ToDictionary(
                entry => entry.engine, entry => Constants(at, entry.e), StringComparer.Ordinal),
            new Dictionary<string, double[]>());

        double[] Errors(double[] at)
        {
            FittedConstants constants = Read(at);
            double[] result = new double[observations.Count];
            int last = -1;
            RowPrediction prediction = default;
            for (int o = 0; o < result.Length; o++)
            {
                Observation observation = observations[o];
                if (observation.Index != last)
                {
                    PreparedRow row = rows[observation.Index];
                    prediction = model.Predict(
                        row.Deployment, row.Model, row.WeightBytes, row.SequenceLimit, constants.Of(row.Deployment.EngineId));
                    last = observation.Index;
                }

                double error = observation.LogOf(prediction) - observation.LogValue;
                result[o] = double.IsFinite(error) ? error : 0;
            }

            return result;
        }

        double Cost(double[] at, double[] errors)
        {
            double sum = 0;
            for (int o = 0; o < errors.Length; o++)
            {
                double scaled = errors[o] / errorScale;
                sum += weights[o] * 2 * (Math.Sqrt(1 + (scaled * scaled)) - 1);
            }

            for (int i = 0; i < at.Length; i++)
            {
                double away = Away(at, i);
                sum += away * away;
            }

            return sum;
        }

        double Spread(int i) => i < infos.Count ? infos[i].Spread : infos[own[(i - infos.Count) % own.Length]].EngineSpread;

        double Away(double[] at, int i) => (at[i] - (i < infos.Count ? prior[i] : 0)) / Spread(i);

        void Differentiate()
        {
            double[] moved = [.. place];
            for (int i = 0; i < infos.Count; i++)
            {
                moved[i] += Step;
                double[] there = Errors(moved);
                moved[i] = place[i];
                for (int o = 0; o < there.Length; o++)
                {
                    jacobian[(o * infos.Count) + i] = (there[o] - errors[o]) / Step;
                }
            }
        }

        (double[] Matrix, double[] Vector) Normal()
        {
            double[] matrix = new double[count * count];
            double[] vector = new double[count];
            int[] columns = new int[infos.Count + own.Length];
            double[] slopes = new double[columns.Length];
            for (int o = 0; o < errors.Length; o++)
            {
                double scaled = errors[o] / errorScale;
                double weight = weights[o] / (errorScale * errorScale) / Math.Sqrt(1 + (scaled * scaled));
                int engine = engineAt[rows[observations[o].Index].Deployment.EngineId];
                for (int i = 0; i < infos.Count; i++)
                {
                    (columns[i], slopes[i]) = (i, jacobian[(o * infos.Count) + i]);
                }

                for (int i = 0; i < own.Length; i++)
                {
                    columns[infos.Count + i] = infos.Count + (engine * own.Length) + i;
                    slopes[infos.Count + i] = slopes[own[i]];
                }

                for (int a = 0; a < columns.Length; a++)
                {
                    double part = weight * slopes[a];
                    vector[columns[a]] -= part * errors[o];
                    for (int b = 0; b < columns.Length; b++)
                    {
                        matrix[(columns[a] * count) + columns[b]] += part * slopes[b];
                    }
                }
            }

            for (int i = 0; i < count; i++)
            {
                double precision = 1 / (Spread(i) * Spread(i));
                matrix[(i * count) + i] += precision;
                vector[i] -= Away(place, i) / Spread(i);
            }

            return (matrix, vector);
        }
    }

    private static double[] Start(IReadOnlyList<ConstantInfo> infos, string[] engines, int[] own, FittedConstants? start)
    {
        double[] place = new double[infos.Count + (engines.Length * own.Length)];
        for (int i = 0; i < infos.Count; i++)
        {
            place[i] = infos[i].ToFit(start?.Common[i] ?? infos[i].Start);
        }

        for (int e = 0; e < engines.Length && start is not null; e++)
        {
            double[] constants = start.Of(engines[e]);
            for (int o = 0; o < own.Length; o++)
            {
                place[infos.Count + (e * own.Length) + o] = infos[own[o]].ToFit(constants[own[o]]) - place[own[o]];
            }
        }

        return place;
    }

    /// <summary>Rows of large series count less each, times to the first token under load less than without.</summary>
    internal static double[] Weights(IReadOnlyList<PreparedRow> rows, IReadOnlyList<Observation> observations)
    {
        Dictionary<(string, LadderKind), int> counts = [];
        foreach (Observation observation in observations)
        {
            (string, LadderKind) key = (rows[observation.Index].Row.SourceTitle, observation.Ladder);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return [.. observations.Select(observation =>
        {
            Deployment deployment = rows[observation.Index].Deployment;
            string source = rows[observation.Index].Row.SourceTitle;
            double share = Math.Min(1, SeriesRows / counts[(source, observation.Ladder)]);
            share *= source.StartsWith("MLPerf", StringComparison.Ordinal) ? SubmissionWeight : 1;
            share *= deployment.Regime == LoadRegime.Saturated ? SaturatedWeight : 1;
            bool queued = observation.Quantity == MeasuredQuantity.FirstToken && deployment.Regime is LoadRegime.Burst or LoadRegime.Closed;
            return share * (!queued ? 1 : deployment.Regime == LoadRegime.Burst ? 0.1 : 0.16);
        })];
    }
}
