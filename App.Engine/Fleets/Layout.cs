using App.Engine.Inputs;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>
/// How a replica is spread over cards. Data parallelism of attention comes with <paramref name="ExpertRanks"/>: each group serves
/// its own sequences and all share the experts. Copies of the whole model are replicas of the pool, not part of a layout.
/// </summary>
/// <param name="TensorRanks">Cards over which each layer is split, g.</param>
/// <param name="ExpertRanks">Groups over which experts are spread, q.</param>
/// <param name="PipelineStages">Stages of consecutive layers, p.</param>
public readonly record struct Layout(int TensorRanks, int ExpertRanks, int PipelineStages = 1)
{
    private static readonly string[] s_names =
    [
        "cards", "tensorRanks", "expertRanks", "pipelineStages", "ranksInIsland", "islandsSpanned", "islandStages", "betweenStages",
        "expertStages", "expertsInIslandFraction", "expertsBeyondFraction", "hopsInIsland", "hopsBeyond",
    ];

    /// <summary>How many numbers the model reads.</summary>
    public static int NumberCount => s_names.Length;

    /// <summary>Cards of a replica.</summary>
    public int Cards => TensorRanks * ExpertRanks * PipelineStages;

    /// <summary>The numbers that the model reads, in the order of <see cref="LayoutSlots"/>.</summary>
    /// <param name="islandCards">Cards in a scale-up island.</param>
    /// <param name="numbers">Receives <see cref="NumberCount"/> numbers.</param>
    public void Write(int islandCards, Span<double> numbers)
    {
        int inIsland = Math.Min(TensorRanks, islandCards);
        int islands = (TensorRanks + islandCards - 1) / islandCards;
        int groupsInIsland = Math.Clamp(islandCards / TensorRanks, 1, ExpertRanks);
        int stageCards = TensorRanks * ExpertRanks;
        int hopsInIsland = 0;
        for (int stage = 1; stage < PipelineStages; stage++)
        {
            hopsInIsland += ((stage * stageCards) - 1) / islandCards == stage * stageCards / islandCards ? 1 : 0;
        }

        ReadOnlySpan<double> all =
        [
            Cards, TensorRanks, ExpertRanks, PipelineStages, inIsland, islands, inIsland > 1 ? 1 : 0, islands > 1 ? 1 : 0,
            ExpertRanks > 1 ? 1 : 0, (groupsInIsland - 1.0) / ExpertRanks, 1 - ((double)groupsInIsland / ExpertRanks),
            hopsInIsland, PipelineStages - 1 - hopsInIsland,
        ];
        all.CopyTo(numbers);
    }

    /// <summary>Adds the numbers to a table as decisions, side by side.</summary>
    /// <param name="table">The plan's table.</param>
    /// <param name="path">Path of the pool.</param>
    /// <param name="title">Title of the pool.</param>
    /// <param name="islandCards">Cards in a scale-up island.</param>
    public LayoutSlots AddTo(InputTable table, string path, string title, int islandCards)
    {
        double[] numbers = new double[NumberCount];
        Write(islandCards, numbers);
        Slot[] slots = new Slot[numbers.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = table.Add(Decisions.Number($"{path}/{s_names[i]}", $"{title}: {s_names[i]}", Unit.One, numbers[i]));
        }

        return new(
            slots[0], slots[1], slots[2], slots[3], slots[4], slots[5], slots[6], slots[7], slots[8], slots[9], slots[10], slots[11],
            slots[12]);
    }
}
