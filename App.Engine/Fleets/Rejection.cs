using System.Globalization;

namespace App.Engine.Fleets;

/// <summary>Why a format or a layout cannot do the work: one of the cases below, with the numbers behind it.</summary>
public abstract record Rejection
{
    private Rejection()
    {
    }

    /// <inheritdoc/>
    public sealed override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Text()}");

    private protected abstract FormattableString Text();

    /// <summary>The support matrix has no report that the combination runs, or a report that it does not.</summary>
    /// <param name="Combination">What was asked for, for instance "FP8 on Atlas 350".</param>
    /// <param name="Why">What the matrix says.</param>
    /// <param name="Facts">Ids of the facts behind it.</param>
    public sealed record NotSupported(string Combination, string Why, IReadOnlyList<string> Facts) : Rejection
    {
        private protected override FormattableString Text() => $"{Combination}: {Why}";
    }

    /// <summary>The weights cannot be cut evenly by attention heads.</summary>
    /// <param name="Heads">Query heads.</param>
    /// <param name="TensorRanks">Tensor ranks that do not divide them.</param>
    public sealed record HeadsNotDivisible(int Heads, int TensorRanks) : Rejection
    {
        private protected override FormattableString Text() => $"{Heads} attention heads cannot be shared by {TensorRanks} cards evenly";
    }

    /// <summary>The experts cannot be spread evenly, or there are none.</summary>
    /// <param name="Experts">Routed experts; 0 for a dense model.</param>
    /// <param name="ExpertRanks">Expert ranks that do not divide them.</param>
    public sealed record ExpertsNotDivisible(int Experts, int ExpertRanks) : Rejection
    {
        private protected override FormattableString Text() => $"{Experts} experts cannot be spread over {ExpertRanks} groups evenly";
    }

    /// <summary>There are fewer layers than stages.</summary>
    /// <param name="Layers">Layers.</param>
    /// <param name="PipelineStages">Stages.</param>
    public sealed record LayersExceeded(int Layers, int PipelineStages) : Rejection
    {
        private protected override FormattableString Text() => $"{Layers} layers do not fill {PipelineStages} stages";
    }

    /// <summary>The replica does not fit one scale-up island, and the rate of the link beyond it is not known.</summary>
    /// <param name="Cards">Cards of the replica.</param>
    /// <param name="IslandCards">Cards in an island.</param>
    public sealed record IslandExceeded(int Cards, int IslandCards) : Rejection
    {
        private protected override FormattableString Text() =>
            $"{Cards} cards span more than one island of {IslandCards}, and the link between islands is not known";
    }

    /// <summary>Weights and one request do not fit into memory.</summary>
    /// <param name="Sequences">Sequences that would fit, below 1; negative where not even the weights do.</param>
    public sealed record MemoryExceeded(double Sequences) : Rejection
    {
        private protected override FormattableString Text() => Sequences < 0
            ? $"the weights do not fit into memory"
            : (FormattableString)$"beside the weights memory holds {Sequences:0.##} of a request";
    }

    /// <summary>The first token, or the answer, comes too late.</summary>
    /// <param name="Seconds">Best time, seconds.</param>
    /// <param name="TargetSeconds">Target, seconds.</param>
    public sealed record FirstTokenTooLate(double Seconds, double TargetSeconds) : Rejection
    {
        private protected override FormattableString Text() =>
            $"the first token takes {Seconds:0.###} s, the target is {TargetSeconds:0.###} s";
    }

    /// <summary>Outputs come too slowly even with one request in flight.</summary>
    /// <param name="Seconds">Time per output token with one request, seconds.</param>
    /// <param name="TargetSeconds">Target, seconds.</param>
    public sealed record OutputTooSlow(double Seconds, double TargetSeconds) : Rejection
    {
        private protected override FormattableString Text() =>
            $"an output token takes {Seconds * 1000:0.##} ms with one request in flight, the target is {TargetSeconds * 1000:0.##} ms";
    }
}
