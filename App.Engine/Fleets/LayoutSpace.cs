using App.Engine.Catalog;

namespace App.Engine.Fleets;

/// <summary>All layouts that are considered, and which of them a model cannot take whatever the latency.</summary>
public static class LayoutSpace
{
    /// <summary>Largest replica that is considered, cards.</summary>
    public const int MaximumCards = 64;

    /// <summary>Most pipeline stages that are considered.</summary>
    public const int MaximumStages = 8;

    /// <summary>Tensor ranks, expert ranks and stages in powers of two, in a fixed order.</summary>
    /// <param name="hasExperts">Whether the model has experts to spread; without them only expert rank 1 makes sense.</param>
    public static IEnumerable<Layout> All(bool hasExperts)
    {
        for (int tensor = 1; tensor <= MaximumCards; tensor *= 2)
        {
            for (int expert = 1; tensor * expert <= MaximumCards && (expert == 1 || hasExperts); expert *= 2)
            {
                for (int stages = 1; stages <= MaximumStages && tensor * expert * stages <= MaximumCards; stages *= 2)
                {
                    yield return new(tensor, expert, stages);
                }
            }
        }
    }

    /// <summary>Why a model cannot take a layout on an accelerator, by counts and links alone.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="model">The model.</param>
    /// <param name="card">The accelerator.</param>
    /// <param name="linkBeyondIslandKnown">Whether the rate of the link between islands is known.</param>
    /// <returns>Null where nothing stands against it.</returns>
    public static Rejection? Refuse(Layout layout, ModelArchitecture model, Accelerator card, bool linkBeyondIslandKnown)
    {
        int heads = (int)model.Counts.GetValueOrDefault(ModelCounts.AttentionHeads);
        int experts = (int)model.Counts.GetValueOrDefault(ModelCounts.RoutedExperts);
        int layers = (int)model.Counts.GetValueOrDefault(ModelCounts.Layers);
        int island = card.IslandCards ?? 1;
        return heads % layout.TensorRanks != 0 ? new Rejection.HeadsNotDivisible(heads, layout.TensorRanks)
            : layout.ExpertRanks > 1 && (experts == 0 || experts % layout.ExpertRanks != 0)
                ? new Rejection.ExpertsNotDivisible(experts, layout.ExpertRanks)
            : layout.PipelineStages > 1 && layers < layout.PipelineStages ? new Rejection.LayersExceeded(layers, layout.PipelineStages)
            : layout.Cards > island && !linkBeyondIslandKnown ? new Rejection.IslandExceeded(layout.Cards, island)
            : null;
    }
}
