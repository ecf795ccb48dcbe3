namespace App.Engine.Calibration;

/// <summary>A rung of the ladder of evidence: rows that agree in its key share an unknown correction.</summary>
/// <param name="Name">Its name in the calibration file.</param>
/// <param name="Spread">How far corrections of the rung differ, one standard deviation of the logarithm.</param>
/// <param name="SlopeSpread">The same for its slopes per doubling of batch, prompt, output and cards, scaled.</param>
public sealed record Rung(string Name, double Spread, double SlopeSpread);

/// <summary>What places a row on the ladder: a key per rung, and where it lies within a key.</summary>
/// <param name="Keys">One per rung; empty where the rung does not apply.</param>
/// <param name="Features">1, then batch, prompt, output and cards as scaled doublings from a middle.</param>
internal sealed record LadderPlace(string[] Keys, double[] Features);

/// <summary>The correction of one key of one rung.</summary>
internal sealed class LadderCell
{
    public double[] Coefficients { get; } = new double[Ladder.FeatureCount];

    /// <summary>Covariance of the coefficients given all other cells, row by row.</summary>
    public double[] Covariance { get; } = new double[Ladder.FeatureCount * Ladder.FeatureCount];

    public double Weight { get; set; }

    public int Rows { get; set; }
}

/// <summary>
/// Corrections of the model's times by a mixed model on logarithms: each rung adds to a row what its key has shown, shrunk towards
/// nothing the less it has shown. Solved by going round the cells until nothing moves, with weights that hold outliers down.
/// </summary>
internal sealed class Ladder
{
    public const int FeatureCount = 5;

    /// <summary>Degrees of freedom of the heavy-tailed noise that weighs outliers down.</summary>
    private const double Freedom = 4;

    private const int Rounds = 60;
    private const int WeightRounds = 6;
    private readonly Dictionary<string, LadderCell>[] _cells;

    public Ladder(IReadOnlyList<Rung> rungs, double noise)
    {
        Rungs = rungs;
        Noise = noise;
        _cells = [.. rungs.Select(_ => new Dictionary<string, LadderCell>(StringComparer.Ordinal))];
    }

    public IReadOnlyList<Rung> Rungs { get; }

    /// <summary>One standard deviation of what rows of one series differ in beyond all rungs.</summary>
    public double Noise { get; }

    public IReadOnlyList<IReadOnlyDictionary<string, LadderCell>> Cells => _cells;

    /// <summary>Puts a cell read from a file in place.</summary>
    public LadderCell Add(int rung, string key)
    {
        LadderCell cell = new();
        _cells[rung].Add(key, cell);
        return cell;
    }

    /// <summary>Logarithm of measured over modelled time.</summary>
    public double Correction(LadderPlace place)
    {
        double sum = 0;
        for (int r = 0; r < _cells.Length; r++)
        {
            if (_cells[r].TryGetValue(place.Keys[r], out LadderCell? cell))
            {
                sum += Dot(cell.Coefficients, place.Features);
            }
        }

        return sum;
    }

    /// <summary>Variance of the correction: what rungs without a cell might add, and how sure those with one are.</summary>
    public double Variance(LadderPlace place)
    {
        double variance = Noise * Noise;
        for (int r = 0; r < _cells.Length; r++)
        {
            if (place.Keys[r].Length == 0)
            {
                continue;
            }

            if (_cells[r].TryGetValue(place.Keys[r], out LadderCell? cell))
            {
                for (int i = 0; i < FeatureCount; i++)
                {
                    variance += place.Features[i] * Dot(cell.Covariance.AsSpan(i * FeatureCount, FeatureCount), place.Features);
                }
            }
            else
            {
                for (int i = 0; i < FeatureCount; i++)
                {
                    double spread = i == 0 ? Rungs[r].Spread : Rungs[r].SlopeSpread;
                    variance += spread * spread * place.Features[i] * place.Features[i];
                }
            }
        }

        return variance;
    }

    /// <summary>Rows behind the cell of a rung.</summary>
    public int Rows(int rung, string key) => _cells[rung].TryGetValue(key, out LadderCell? cell) ? cell.Rows : 0;

    /// <summary>Fits the corrections.</summary>
    /// <param name="rungs">The rungs.</param>
    /// <param name="noise">Noise within all rungs.</param>
    /// <param name="places">Where each row lies.</param>
    /// <param name="targets">Logarithm of measured over modelled time of each row.</param>
    /// <param name="weights">Weight of each row, 1 for one like the others.</param>
    public static Ladder Fit(IReadOnlyList<Rung> rungs, double noise, IReadOnlyList<LadderPlace> places, double[] targets, double[] weights)
    {
        Ladder ladder = new(rungs, noise);
        List<(LadderCell Cell, int Rung, int[] Rows)> cells = [];
        for (int r = 0; r < rungs.Count; r++)
        {
            foreach (IGrouping<string, int> group in Enumerable.Range(0, places.Count)
                .Where(row => places[row].Keys[r].Length > 0).GroupBy(row => places[row].Keys[r], StringComparer.Ordinal))
            {
                LadderCell cell = ladder.Add(r, group.Key);
                int[] rows = [.. group];
                cell.Rows = rows.Length;
                cells.Add((cell, r, rows));
            }
        }

        double[] residuals = [.. targets];
        double[] precision = [.. weights.Select(weight => weight / (noise * noise))];
        for (int pass = 0; pass < WeightRounds; pass++)
        {
            foreach ((LadderCell cell, int rung, int[] rows) in cells)
            {
                Invert(cell, rungs[rung], rows, places, precision);
            }

            for (int round = 0; round < Rounds; round++)
            {
                double moved = 0;
                foreach ((LadderCell cell, _, int[] rows) in cells)
                {
                    moved = Math.Max(moved, Solve(cell, rows, places, residuals, precision));
                }

                if (moved < 1e-4)
                {
                    break;
                }
            }

            for (int row = 0; row < residuals.Length; row++)
            {
                double standard = residuals[row] * residuals[row] / (noise * noise);
                precision[row] = weights[row] / (noise * noise) * (Freedom + 1) / (Freedom + standard);
            }
        }

        return ladder;
    }

    /// <summary>The covariance of a cell given all others, which stands as long as the weights do.</summary>
    private static void Invert(LadderCell cell, Rung rung, int[] rows, IReadOnlyList<LadderPlace> places, double[] precision)
    {
        Span<double> matrix = stackalloc double[FeatureCount * FeatureCount];
        matrix.Clear();
        for (int i = 0; i < FeatureCount; i++)
        {
            double spread = i == 0 ? rung.Spread : rung.SlopeSpread;
            matrix[(i * FeatureCount) + i] = 1 / Math.Max(spread * spread, 1e-12);
        }

        foreach (int row in rows)
        {
            double[] features = places[row].Features;
            for (int i = 0; i < FeatureCount; i++)
            {
                double weighted = precision[row] * features[i];
                for (int j = 0; j < FeatureCount; j++)
                {
                    matrix[(i * FeatureCount) + j] += weighted * features[j];
                }
            }
        }

        SmallMatrix.Invert(matrix, cell.Covariance, FeatureCount);
    }

    /// <summary>Solves one cell given all others, and takes what it explains out of the residuals.</summary>
    private static double Solve(LadderCell cell, int[] rows, IReadOnlyList<LadderPlace> places, double[] residuals, double[] precision)
    {
        Span<double> vector = stackalloc double[FeatureCount];
        vector.Clear();
        foreach (int row in rows)
        {
            double[] features = places[row].Features;
            double weighted = precision[row] * (residuals[row] + Dot(cell.Coefficients, features));
            for (int i = 0; i < FeatureCount; i++)
            {
                vector[i] += weighted * features[i];
            }
        }

        Span<double> solved = stackalloc double[FeatureCount];
        double moved = 0;
        for (int i = 0; i < FeatureCount; i++)
        {
            solved[i] = Dot(cell.Covariance.AsSpan(i * FeatureCount, FeatureCount), vector);
            moved = Math.Max(moved, Math.Abs(solved[i] - cell.Coefficients[i]));
        }

        foreach (int row in rows)
        {
            residuals[row] += Dot(cell.Coefficients, places[row].Features) - Dot(solved, places[row].Features);
        }

        solved.CopyTo(cell.Coefficients);
        return moved;
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
