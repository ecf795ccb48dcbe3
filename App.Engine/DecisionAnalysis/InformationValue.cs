using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>Reads the normal scores of all variables in a block of worlds.</summary>
/// <param name="replicate">The replicate.</param>
/// <param name="first">First world of the block, counted inside the replicate.</param>
/// <param name="count">Worlds, at most <see cref="WorldSource.BlockWorlds"/>.</param>
/// <param name="scores">Receives the scores, variable after variable, <see cref="WorldSource.BlockWorlds"/> apart.</param>
public delegate void ScoreReader(int replicate, int first, int count, Span<double> scores);

/// <summary>
/// What knowing something before signing is worth, USD over the fleet's life. EVPI: knowing everything. EVPPI: knowing one variable or a
/// group, by regression of net benefits on it (Strong, Oakley and Brennan, 2014). The fleets stay as planned, so what resizing them
/// would add is not counted. Nothing is worth more than knowing everything: where the noise of a regression would say so, as it does
/// when hardly any world changes the choice, the worth is EVPI.
/// </summary>
/// <param name="benefits">Net benefits.</param>
/// <param name="variables">Number of variables.</param>
/// <param name="scores">Their scores.</param>
/// <param name="threads">Threads to use; the results do not depend on it.</param>
/// <param name="cancellation">Stops between blocks of worlds, with an <see cref="OperationCanceledException"/>.</param>
public sealed class InformationValue(
    NetBenefits benefits, int variables, ScoreReader scores, int threads, CancellationToken cancellation = default)
{
    private double[]? _ceilings;

    private int Differences => benefits.Options - 1;

    /// <summary>EVPI without each replicate, and behind the last over all worlds.</summary>
    private double[] Ceilings => _ceilings ??= [.. EvpiWithout(), Evpi().Value];

    /// <summary>Expected value of perfect information; it equals the expected regret of the best candidate.</summary>
    public Estimate Evpi()
    {
        double[] gain = new double[benefits.Worlds];
        for (int world = 0; world < gain.Length; world++)
        {
            gain[world] = benefits.Highest(world) - benefits.Values[benefits.Best][world];
        }

        return Replicated.Estimate(benefits.ReplicateStarts, gain, Replicated.Mean, cancellation);
    }

    /// <summary>Value of each variable alone, and the share of the variance of the best candidate's lead that it explains.</summary>
    /// <param name="bases">Basis of each variable.</param>
    public IReadOnlyList<VariableValue> Each(IReadOnlyList<RegressionBasis> bases)
    {
        NormalEquations[] equations = [.. bases.Select(basis => new NormalEquations(benefits.Replicates, 1 + basis.Functions, Math.Max(1, Differences)))];
        ForEachReplicate(replicate =>
        {
            double[] block = new double[variables * WorldSource.BlockWorlds];
            double[] columns = new double[(1 + bases.Max(basis => basis.Functions)) * WorldSource.BlockWorlds];
            double[] responses = new double[Math.Max(1, Differences) * WorldSource.BlockWorlds];
            columns.AsSpan(0, WorldSource.BlockWorlds).Fill(1);
            ForEachBlock(replicate, (first, count) =>
            {
                scores(replicate, first, count, block);
                FillResponses(replicate, first, count, responses);
                for (int v = 0; v < variables; v++)
                {
                    bases[v].Fill(
                        block.AsSpan(v * WorldSource.BlockWorlds, count), columns.AsSpan(WorldSource.BlockWorlds), WorldSource.BlockWorlds);
                    equations[v].Add(replicate, columns, responses, count);
                }
            });
        });

        double leadVariance = LeadVariance();
        return [.. Enumerable.Range(0, variables).Select(v => ValueOf(bases[v], equations[v], leadVariance))];
    }

    /// <summary>Value of knowing a group of variables together.</summary>
    /// <param name="group">Indices of the variables, biggest driver first.</param>
    /// <param name="bases">Basis of each variable.</param>
    public Estimate Group(IReadOnlyList<int> group, IReadOnlyList<RegressionBasis> bases)
    {
        if (Differences == 0 || group.Count == 0)
        {
            return default;
        }

        GroupColumns layout = new(group, bases);
        NormalEquations equations = new(benefits.Replicates, layout.Functions, Differences);
        ForEachReplicate(replicate =>
        {
            double[] block = new double[variables * WorldSource.BlockWorlds];
            double[] columns = new double[layout.Functions * WorldSource.BlockWorlds];
            double[] responses = new double[Differences * WorldSource.BlockWorlds];
            ForEachBlock(replicate, (first, count) =>
            {
                scores(replicate, first, count, block);
                FillResponses(replicate, first, count, responses);
                layout.Fill(block, count, columns);
                equations.Add(replicate, columns, responses, count);
            });
        });

        // Fitted gains of every set of coefficients: all replicates, and each left out.
        int sets = benefits.Replicates + 1;
        double[][] coefficients = [.. Enumerable.Range(-1, sets).Select(equations.Solve)];
        double[][][] sums = [.. Enumerable.Range(0, benefits.Replicates).Select(_ => new double[sets][])];
        ForEachReplicate(replicate =>
        {
            double[] block = new double[variables * WorldSource.BlockWorlds];
            double[] columns = new double[layout.Functions * WorldSource.BlockWorlds];
            double[] fitted = new double[WorldSource.BlockWorlds];
            double[] highest = new double[WorldSource.BlockWorlds];
            for (int set = 0; set < sets; set++)
            {
                sums[replicate][set] = new double[Differences + 1];
            }

            ForEachBlock(replicate, (first, count) =>
            {
                scores(replicate, first, count, block);
                layout.Fill(block, count, columns);
                for (int set = 0; set < sets; set++)
                {
                    if (set - 1 != replicate)
                    {
                        AddFit(coefficients[set], layout.Functions, columns, count, fitted, highest, sums[replicate][set]);
                    }
                }
            });
        });

        double[] without = new double[benefits.Replicates];
        for (int set = 1; set < sets; set++)
        {
            without[set - 1] = GainOf(sums.Where((_, replicate) => replicate != set - 1).Select(sum => sum[set]), WorldsWithout(set - 1));
        }

        return Bounded(GainOf(sums.Select(sum => sum[0]), benefits.Worlds), without);
    }

    private void AddFit(
        double[] coefficients, int functions, double[] columns, int count, double[] fitted, double[] highest, double[] sum)
    {
        Array.Clear(highest);
        for (int d = 0; d < Differences; d++)
        {
            Span<double> fit = fitted.AsSpan(0, count);
            fit.Clear();
            for (int f = 0; f < functions; f++)
            {
                DenseMatrix.AddScaled(fit, columns.AsSpan(f * WorldSource.BlockWorlds, count), coefficients[(d * functions) + f]);
            }

            for (int i = 0; i < count; i++)
            {
                sum[d] += fit[i];
                highest[i] = Math.Max(highest[i], fit[i]);
            }
        }

        for (int i = 0; i < count; i++)
        {
            sum[Differences] += highest[i];
        }
    }

    private double GainOf(IEnumerable<double[]> sums, int worlds)
    {
        double[] total = new double[Differences + 1];
        foreach (double[] sum in sums)
        {
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += sum[i];
            }
        }

        return Math.Max(0, (total[Differences] - Math.Max(0, total[..Differences].Max())) / worlds);
    }

    private Estimate Bounded(double gain, double[] without) =>
        Estimate.FromJackknife(Math.Min(gain, Ceilings[^1]), [.. without.Select((value, replicate) => Math.Min(value, Ceilings[replicate]))]);

    /// <summary>EVPI without each replicate: the least expected regret of a candidate in the others.</summary>
    private IEnumerable<double> EvpiWithout()
    {
        double[][] regrets = [.. Enumerable.Range(0, benefits.Replicates).Select(_ => new double[benefits.Options])];
        for (int replicate = 0; replicate < regrets.Length; replicate++)
        {
            for (int world = benefits.ReplicateStarts[replicate]; world < benefits.ReplicateStarts[replicate + 1]; world++)
            {
                double highest = benefits.Highest(world);
                for (int o = 0; o < benefits.Options; o++)
                {
                    regrets[replicate][o] += highest - benefits.Values[o][world];
                }
            }
        }

        return Enumerable.Range(0, benefits.Replicates).Select(left => Enumerable.Range(0, benefits.Options)
            .Min(o => regrets.Where((_, replicate) => replicate != left).Sum(own => own[o])) / WorldsWithout(left));
    }

    private int WorldsWithout(int replicate) =>
        benefits.Worlds - (benefits.ReplicateStarts[replicate + 1] - benefits.ReplicateStarts[replicate]);

    private VariableValue ValueOf(RegressionBasis basis, NormalEquations equations, double leadVariance)
    {
        double[] without = new double[benefits.Replicates];
        double[] sharesWithout = new double[benefits.Replicates];
        for (int r = 0; r < without.Length; r++)
        {
            (without[r], sharesWithout[r]) = GridValue(basis, equations.Solve(r), leadVariance);
        }

        (double gain, double shares) = GridValue(basis, equations.Solve(-1), leadVariance);
        return new(Bounded(gain, without), Estimate.FromJackknife(shares, sharesWithout));
    }

    /// <summary>The gain and the explained share of the lead over the grid that stands for the score's distribution.</summary>
    private (double Gain, double Share) GridValue(RegressionBasis basis, double[] coefficients, double leadVariance)
    {
        int points = basis.GridWeights.Length;
        double[] fits = new double[benefits.Options];
        double[] means = new double[benefits.Options];
        double[] squares = new double[benefits.Options];
        double highestMean = 0;
        double lead = 0;
        double leadSquare = 0;
        for (int point = 0; point < points; point++)
        {
            double weight = basis.GridWeights[point];
            double highest = 0;
            fits[0] = 0;
            for (int d = 0; d < Differences; d++)
            {
                int own = d * (1 + basis.Functions);
                double fit = coefficients[own];
                for (int f = 0; f < basis.Functions; f++)
                {
                    fit += coefficients[own + 1 + f] * basis.Grid[(f * points) + point];
                }

                fits[d + 1] = fit;
                means[d + 1] += weight * fit;
                highest = Math.Max(highest, fit);
            }

            highestMean += weight * highest;
            double ahead = fits[benefits.Best] - fits[benefits.RunnerUp];
            lead += weight * ahead;
            leadSquare += weight * ahead * ahead;
        }

        double share = leadVariance > 0 ? Math.Max(0, leadSquare - (lead * lead)) / leadVariance : 0;
        return (Math.Max(0, highestMean - means.Max()), share);
    }

    private double LeadVariance()
    {
        (double[] best, double[] next) = (benefits.Values[benefits.Best], benefits.Values[benefits.RunnerUp]);
        double mean = benefits.Means[benefits.Best] - benefits.Means[benefits.RunnerUp];
        double sum = 0;
        for (int world = 0; world < best.Length; world++)
        {
            double off = best[world] - next[world] - mean;
            sum += off * off;
        }

        return sum / best.Length;
    }

    private void FillResponses(int replicate, int first, int count, Span<double> responses)
    {
        int world = benefits.ReplicateStarts[replicate] + first;
        for (int d = 0; d < Differences; d++)
        {
            for (int i = 0; i < count; i++)
            {
                responses[(d * WorldSource.BlockWorlds) + i] = benefits.Values[d + 1][world + i] - benefits.Values[0][world + i];
            }
        }
    }

    private void ForEachBlock(int replicate, Action<int, int> work)
    {
        int worlds = benefits.ReplicateStarts[replicate + 1] - benefits.ReplicateStarts[replicate];
        for (int first = 0; first < worlds; first += WorldSource.BlockWorlds)
        {
            cancellation.ThrowIfCancellationRequested();
            work(first, Math.Min(WorldSource.BlockWorlds, worlds - first));
        }
    }

    private void ForEachReplicate(Action<int> work)
    {
        if (threads <= 1)
        {
            for (int r = 0; r < benefits.Replicates; r++)
            {
                work(r);
            }

            return;
        }

        Parallel.For(0, benefits.Replicates, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, work);
    }
}

/// <summary>What a variable is worth.</summary>
/// <param name="Evppi">Expected value of knowing it before signing, USD.</param>
/// <param name="VarianceShare">Share of the variance of the best candidate's lead over the next that it explains alone, 0 to 1.</param>
public readonly record struct VariableValue(Estimate Evppi, Estimate VarianceShare);
