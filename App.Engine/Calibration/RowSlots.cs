using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Serving;

namespace App.Engine.Calibration;

/// <summary>
/// Where the numbers of a measured deployment stand in one array, so that the same equations that serve a plan can be run on it.
/// </summary>
internal static class RowSlots
{
    private const int AcceleratorStart = 0;
    private const int EfficiencyStart = 15;
    private const int EfficiencyCount = 29;
    private const int LayoutStart = EfficiencyStart + EfficiencyCount;
    private const int ServingStart = LayoutStart + 13;
    private const int CacheSlot = ServingStart + 8;
    private const int ModelStart = CacheSlot + 1;
    /// <summary>Room for the sizes of a model, at the end.</summary>
    public const int ModelRoom = 40;

    /// <summary>Numbers per deployment.</summary>
    public const int Count = ModelStart + ModelRoom;

    private static readonly int s_yearly = ServingConstants.Place("yearlyOverheadFactor");
    private static readonly int s_memoryUse = ServingConstants.Place("memoryUseFraction");
    private static readonly int s_skew = ServingConstants.Place("expertLoadSkew");
    private static readonly int s_expertLayer = EfficiencyStart - 5 + ServingConstants.Place("expertLayerOverheadMicroseconds");
    private static readonly int s_step = EfficiencyStart - 5 + ServingConstants.Place("stepOverheadMicroseconds");

    private static readonly Slot[] s_slots = [.. Enumerable.Range(0, Count).Select(index => new Slot(index))];

    public static EfficiencySlots Efficiency { get; } = new(
        At(15), At(16), At(17), At(18), At(19), At(20), At(21), At(22), At(23), At(24), At(25), At(26), At(27), At(28), At(29), At(30),
        At(31), At(32), At(33), At(34), At(35), At(36), At(37), At(38), At(39), At(40), At(41), At(42), At(43));

    public static AcceleratorSlots Accelerator { get; } = new(
        At(0), At(1), At(2), At(3), At(4), At(5), At(6), At(7), At(8), At(9), At(10), At(11), At(12), Efficiency, At(13), At(14));

    public static LayoutSlots Layout { get; } = new(
        At(LayoutStart), At(LayoutStart + 1), At(LayoutStart + 2), At(LayoutStart + 3), At(LayoutStart + 4), At(LayoutStart + 5),
        At(LayoutStart + 6), At(LayoutStart + 7), At(LayoutStart + 8), At(LayoutStart + 9), At(LayoutStart + 10), At(LayoutStart + 11),
        At(LayoutStart + 12));

    public static ServingSlots Serving { get; } = new(
        At(ServingStart), At(ServingStart + 1), At(ServingStart + 2), At(ServingStart + 3), At(ServingStart + 4), At(ServingStart + 5),
        At(ServingStart + 6), At(ServingStart + 7));

    public static Slot CacheBytes { get; } = At(CacheSlot);

    private static Slot At(int index) => s_slots[index];

    /// <summary>Writes what does not depend on calibration.</summary>
    /// <param name="values">The array, of <see cref="Count"/> numbers.</param>
    /// <param name="deployment">The deployment.</param>
    /// <param name="model">Its model.</param>
    /// <param name="weightBytes">Bytes per weight.</param>
    public static void WriteFixed(Scalar[] values, Deployment deployment, BoundArchitecture model, double weightBytes)
    {
        TestHardware hardware = deployment.Hardware;
        bool experts = model.Slots.HasExperts;
        double linearBytes = Math.Max(weightBytes, model.LinearWeightBytes);
        string linearActivations = linearBytes > 1.5 ? "bf16" : linearBytes > 0.7 && deployment.ActivationFormat == "fp4" ? "fp8" : deployment.ActivationFormat;
        double peak = hardware.PeakFor(deployment.ActivationFormat);
        ReadOnlySpan<double> card =
        [
            peak, hardware.PeakFor("bf16"), hardware.MemoryGigabytes, hardware.MemoryBandwidthTerabytesPerSecond,
            hardware.IslandLinkGigabytesPerSecond, hardware.BetweenIslandsLinkGigabytesPerSecond,
        ];
        for (int i = 0; i < card.Length; i++)
        {
            values[AcceleratorStart + i] = new(card[i]);
        }

        values[12] = new(weightBytes);
        values[13] = new(experts ? hardware.PeakFor(linearActivations) : peak);
        values[14] = new(experts ? linearBytes : weightBytes);
        ReadOnlySpan<double> serving = [0.9, 1.5, 1, 1, 1, 1.2, 50, 1];
        for (int i = 0; i < serving.Length; i++)
        {
            values[ServingStart + i] = new(serving[i]);
        }

        values[CacheSlot] = new(deployment.CacheBits / 8);
        for (int i = 0; i < model.Values.Length; i++)
        {
            values[ModelStart + i] = new(model.Values[i]);
        }
    }

    /// <summary>Writes a layout.</summary>
    public static void WriteLayout(Scalar[] values, in MeasuredLayout layout, int islandCards)
    {
        Span<double> numbers = stackalloc double[13];
        new Layout(layout.TensorRanks, layout.Groups, layout.PipelineStages).Write(islandCards, numbers);
        for (int i = 0; i < numbers.Length; i++)
        {
            values[LayoutStart + i] = new(numbers[i]);
        }
    }

    /// <summary>Writes constants, in the order of <see cref="ServingConstants.All"/>, those that age scaled to the software's date.</summary>
    public static void WriteConstants(Scalar[] values, ReadOnlySpan<double> constants, double softwareYears)
    {
        double age = Math.Exp(Math.Log(constants[s_yearly]) * softwareYears);
        values[6] = values[7] = new(constants[0]);
        values[8] = new(constants[1]);
        values[9] = new(constants[2]);
        values[10] = new(constants[3]);
        values[11] = new(constants[4] * age);
        for (int i = 0; i < EfficiencyCount - 1; i++)
        {
            values[EfficiencyStart + i] = new(constants[5 + i]);
        }

        values[s_expertLayer] = new(values[s_expertLayer].Value * age);
        values[s_step] = new(values[s_step].Value * age);
        values[EfficiencyStart + EfficiencyCount - 1] = new(1);
        values[ServingStart] = new(constants[s_memoryUse]);
        values[ServingStart + 5] = new(constants[s_skew]);
    }

    /// <summary>Binds an architecture to the places of models.</summary>
    public static BoundArchitecture Bind(ModelArchitecture model)
    {
        List<double> values = [];
        IReadOnlyDictionary<string, double> counts = model.Counts;
        bool experts = counts.ContainsKey(ModelCounts.RoutedExperts);
        Slot Add(double value)
        {
            values.Add(value);
            return At(ModelStart + values.Count - 1);
        }

        Slot Of(string key) => Add(counts.GetValueOrDefault(key));
        Slot? Maybe(string key) => counts.ContainsKey(key) ? Of(key) : null;
        bool Has(string key) => counts.ContainsKey(key);
        ModelSlots slots = new(
            experts,
            Has(ModelCounts.KeyValueLowRank),
            Of(ModelCounts.Layers),
            Of(ModelCounts.HiddenSize),
            Of(ModelCounts.AttentionHeads),
            Of(ModelCounts.KeyValueHeads),
            Of(ModelCounts.HeadSize),
            Add(experts ? counts.GetValueOrDefault(ModelCounts.LeadingDenseLayers) : counts[ModelCounts.Layers]),
            Of(ModelCounts.FeedForwardSize),
            Of(ModelCounts.VocabularySize),
            Add(model.TiedEmbeddings ? 1 : 2),
            Of(ModelCounts.RoutedExperts),
            Of(ModelCounts.ExpertsPerToken),
            Of(ModelCounts.ExpertFeedForwardSize),
            Of(ModelCounts.SharedFeedForwardSize),
            Of(ModelCounts.QueryLowRank),
            Of(ModelCounts.KeyValueLowRank),
            Of(ModelCounts.RotaryHeadSize),
            Of(ModelCounts.NopeHeadSize),
            Of(ModelCounts.ValueHeadSize),
            Maybe(ModelCounts.FeedForwardMatrices),
            Has(ModelCounts.GatedAttention),
            Has(ModelCounts.WindowLayers) ? new(Of(ModelCounts.WindowLayers), Of(ModelCounts.WindowTokens)) : null,
            Has(ModelCounts.LinearLayers)
                ? new(
                    Of(ModelCounts.LinearLayers), Of(ModelCounts.LinearKeyHeads), Of(ModelCounts.LinearValueHeads),
                    Of(ModelCounts.LinearKeyHeadSize), Of(ModelCounts.LinearValueHeadSize))
                : null,
            Has(ModelCounts.SelectedLayers)
                ? new(
                    Of(ModelCounts.SelectedLayers), Of(ModelCounts.SelectedTokens), Maybe(ModelCounts.SelectedCompression),
                    Of(ModelCounts.IndexHeads), Of(ModelCounts.IndexHeadSize))
                : null,
            Has(ModelCounts.CompressedLayers)
                ? new(Of(ModelCounts.CompressedLayers), Of(ModelCounts.Compression), Of(ModelCounts.OutputLowRank), Of(ModelCounts.OutputGroups))
                : null,
            Maybe(ModelCounts.RoutingNodeLimit));
        return new(model, slots, [.. values], (model.LinearWeightBits ?? (experts ? 8 : 4)) / 8);
    }
}

/// <summary>An architecture bound to the places of <see cref="RowSlots"/>.</summary>
/// <param name="Model">The architecture.</param>
/// <param name="Slots">Where its sizes stand.</param>
/// <param name="Values">The sizes.</param>
/// <param name="LinearWeightBytes">Fewest bytes of a weight outside routed experts.</param>
internal sealed record BoundArchitecture(ModelArchitecture Model, ModelSlots Slots, double[] Values, double LinearWeightBytes);
