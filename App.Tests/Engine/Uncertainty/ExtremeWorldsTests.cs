using App.Engine.Algebra;
using App.Engine.Uncertainty;

namespace App.Tests.Engine.Uncertainty;

/// <summary>No single input, however far out in its distribution, makes the model lose its footing.</summary>
public sealed class ExtremeWorldsTests
{
    /// <summary>Once in a million, either way: a study of four million worlds sees it.</summary>
    private const double Tail = 1e-6;

    /// <summary>The dearest option costs this many times its base at most when one input alone is as far out as that.</summary>
    private const double MostTimesBase = 30;

    [Fact]
    public void PresentCost_AnyInputAtItsTails_StaysWithinReach()
    {
        UncertainCase uncertain = WorkedCase.Uncertain;
        WorldKernel<Lanes, LanesPack> kernel = new(uncertain.Options, uncertain.Variables);
        double[] values = new double[uncertain.Variables.Count * WorldSource.BlockWorlds];
        double[] results = new double[WorldMetric.All.Count * uncertain.Options.Count * WorldSource.BlockWorlds];
        for (int v = 0; v < uncertain.Variables.Count; v++)
        {
            for (int other = 0; other < uncertain.Variables.Count; other++)
            {
                values.AsSpan(other * WorldSource.BlockWorlds, 3).Fill(uncertain.Variables[other].Base);
            }

            values[v * WorldSource.BlockWorlds] = uncertain.Variables[v].Distribution.Quantile(Tail);
            values[(v * WorldSource.BlockWorlds) + 1] = uncertain.Variables[v].Distribution.Quantile(1 - Tail);
            kernel.Evaluate(3, values, results, 1);
            for (int o = 0; o < uncertain.Options.Count; o++)
            {
                double atBase = results[(o * WorldSource.BlockWorlds) + 2];
                foreach (double cost in results.AsSpan(o * WorldSource.BlockWorlds, 2))
                {
                    Assert.True(
                        Math.Abs(cost) <= MostTimesBase * atBase, $"{uncertain.Variables[v].Label}: {uncertain.Options[o].Id} costs {cost:E3}, {atBase:E3} at the base");
                }
            }
        }
    }
}
