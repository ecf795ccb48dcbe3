using App.Engine.Inputs;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>How a replica is spread over cards.</summary>
/// <param name="TensorRanks">Cards over which each layer is split, g.</param>
/// <param name="ExpertRanks">Groups over which experts are spread, q.</param>
public readonly record struct Layout(int TensorRanks, int ExpertRanks)
{
    private static readonly string[] s_names =
        ["tensorRanks", "expertRanks", "ranksInIsland", "islandsSpanned", "islandStages", "betweenStages", "expertStages"];

    /// <summary>Cards of a replica.</summary>
    public int Cards => TensorRanks * ExpertRanks;

    /// <summary>The numbers that the model reads, in the order of <see cref="LayoutSlots"/>.</summary>
    /// <param name="islandCards">Cards in a scale-up island.</param>
    public double[] Numbers(int islandCards)
    {
        int inIsland = Math.Min(TensorRanks, islandCards);
        int islands = (TensorRanks + islandCards - 1) / islandCards;
        return [TensorRanks, ExpertRanks, inIsland, islands, inIsland > 1 ? 1 : 0, islands > 1 ? 1 : 0, ExpertRanks > 1 ? 1 : 0];
    }

    /// <summary>Adds the numbers to a table as decisions.</summary>
    /// <param name="table">The plan's table.</param>
    /// <param name="path">Path of the pool.</param>
    /// <param name="title">Title of the pool.</param>
    /// <param name="islandCards">Cards in a scale-up island.</param>
    public LayoutSlots AddTo(InputTable table, string path, string title, int islandCards)
    {
        double[] numbers = Numbers(islandCards);
        Slot[] slots = new Slot[numbers.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = table.Add(Decisions.Number($"{path}/{s_names[i]}", $"{title}: {s_names[i]}", Unit.One, numbers[i]));
        }

        return new(slots[0], slots[1], slots[2], slots[3], slots[4], slots[5], slots[6]);
    }

    /// <summary>Layouts that fit a server: powers of two, heads divisible by the tensor ranks, experts by the expert ranks.</summary>
    /// <param name="cardsPerServer">Cards in a server.</param>
    /// <param name="attentionHeads">Query heads; 0 where there are none.</param>
    /// <param name="routedExperts">Experts per layer; 0 where there are none.</param>
    public static IEnumerable<Layout> Candidates(int cardsPerServer, int attentionHeads, int routedExperts)
    {
        for (int tensor = 1; tensor <= cardsPerServer; tensor *= 2)
        {
            for (int expert = 1; tensor * expert <= cardsPerServer && (expert == 1 || routedExperts > 0); expert *= 2)
            {
                if (attentionHeads % tensor == 0 && routedExperts % expert == 0)
                {
                    yield return new(tensor, expert);
                }
            }
        }
    }
}
