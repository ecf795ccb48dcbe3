using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>The columns of a regression on several variables: constant, the functions of each, products of the biggest drivers' scores.</summary>
/// <param name="group">Indices of the variables, biggest driver first.</param>
/// <param name="bases">Basis of every variable.</param>
internal sealed class GroupColumns(IReadOnlyList<int> group, IReadOnlyList<RegressionBasis> bases)
{
    /// <summary>The largest number of variables whose pairwise products take part.</summary>
    private const int LargestInteraction = 6;

    private readonly int _interacting = Math.Min(LargestInteraction, group.Count);

    public int Functions { get; } = 1 + group.Sum(v => bases[v].Functions)
        + (Math.Min(LargestInteraction, group.Count) * (Math.Min(LargestInteraction, group.Count) - 1) / 2);

    public void Fill(ReadOnlySpan<double> scores, int count, Span<double> columns)
    {
        columns[..count].Fill(1);
        int next = 1;
        foreach (int v in group)
        {
            bases[v].Fill(Of(scores, v, count), columns[(next * WorldSource.BlockWorlds)..], WorldSource.BlockWorlds);
            next += bases[v].Functions;
        }

        for (int i = 0; i < _interacting; i++)
        {
            ReadOnlySpan<double> left = Of(scores, group[i], count);
            for (int j = i + 1; j < _interacting; j++, next++)
            {
                ReadOnlySpan<double> right = Of(scores, group[j], count);
                Span<double> product = columns.Slice(next * WorldSource.BlockWorlds, count);
                for (int world = 0; world < count; world++)
                {
                    product[world] = left[world] * right[world];
                }
            }
        }
    }

    private static ReadOnlySpan<double> Of(ReadOnlySpan<double> scores, int variable, int count) =>
        scores.Slice(variable * WorldSource.BlockWorlds, count);
}
