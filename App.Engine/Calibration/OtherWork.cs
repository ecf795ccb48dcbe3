using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Serving;

namespace App.Engine.Calibration;

/// <summary>A measured rate of work that is not language.</summary>
public sealed record OtherWorkMeasurement
{
    /// <summary>Id of the row in the collection it was taken from.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the hardware among <see cref="PlannerCatalog.Hardware"/>.</summary>
    public required string Hardware { get; init; }

    /// <summary>Cards of the system.</summary>
    public required int Cards { get; init; }

    /// <summary>Id of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Format of the dense products.</summary>
    public required string Format { get; init; }

    /// <summary>Items per second of the system: texts, candidates, films.</summary>
    public required double ItemsPerSecond { get; init; }

    /// <summary>Which of several submissions of the same hardware and model it is.</summary>
    public required string What { get; init; }

    /// <summary>Where it was published.</summary>
    public required string Source { get; init; }

    /// <summary>Address of the result.</summary>
    public required string Url { get; init; }

    /// <summary>Year and month.</summary>
    public required string Date { get; init; }
}

/// <summary>The constants of work in large batches.</summary>
/// <param name="ComputeEfficiencyFraction">Share of peak of dense products.</param>
/// <param name="AttentionEfficiencyFraction">Share of 16-bit peak of attention.</param>
public sealed record BatchWorkConstants(double ComputeEfficiencyFraction, double AttentionEfficiencyFraction);

/// <summary>A measurement beside what the model says.</summary>
/// <param name="Measured">The measurement.</param>
/// <param name="ItemsPerSecond">Predicted with constants fitted on all hardware.</param>
/// <param name="UnseenItemsPerSecond">Predicted with constants fitted on all other hardware: how well it does on what it has not seen.</param>
public sealed record OtherWorkPrediction(OtherWorkMeasurement Measured, double ItemsPerSecond, double UnseenItemsPerSecond)
{
    /// <summary>Predicted over measured, less one.</summary>
    public double Error => (ItemsPerSecond / Measured.ItemsPerSecond) - 1;

    /// <summary>The same for hardware not seen.</summary>
    public double UnseenError => (UnseenItemsPerSecond / Measured.ItemsPerSecond) - 1;
}

/// <summary>Compares the equations of work that is not language with audited measurements (docs/models/serving-other.md).</summary>
public static class OtherWork
{
    /// <summary>Mean length of a question with its text in the BERT benchmark, tokens; general knowledge, not read in a source.</summary>
    private const double TextTokens = 180;

    /// <summary>Tables are held in 16 bits in the measured runs: then they fit on one card of most hardware.</summary>
    private const double EmbeddingBytes = 2;

    private const double OfflineSeconds = 1000;

    private const int FitSteps = 30;

    /// <summary>The model whose rates fit the share of dense products, and the one that fits attention.</summary>
    private const string ComputeModel = "bert-large";

    private const string AttentionModel = "wan2.2-t2v-a14b";

    /// <summary>Compares every measurement.</summary>
    /// <param name="catalog">The catalogue.</param>
    public static IReadOnlyList<OtherWorkPrediction> Compare(PlannerCatalog catalog)
    {
        BatchWorkConstants all = Fit(catalog, _ => true);
        Dictionary<string, BatchWorkConstants> unseen = catalog.OtherWork.Select(row => row.Hardware).Distinct()
            .ToDictionary(hardware => hardware, hardware => Fit(catalog, row => row.Hardware != hardware));
        return [.. catalog.OtherWork.Select(row => new OtherWorkPrediction(
            row, Predict(catalog, row, all), Predict(catalog, row, unseen[row.Hardware])))];
    }

    /// <summary>Fits the two constants so that the median error of the model that depends on each is zero.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="includes">Which measurements count.</param>
    public static BatchWorkConstants Fit(PlannerCatalog catalog, Func<OtherWorkMeasurement, bool> includes)
    {
        BatchWorkConstants constants = new(0.5, 0.5);
        List<OtherWorkMeasurement> rows = [.. catalog.OtherWork.Where(includes)];
        for (int step = 0; step < FitSteps; step++)
        {
            double compute = Median(rows.Where(row => row.Model == ComputeModel).Select(row => row.ItemsPerSecond / Predict(catalog, row, constants)));
            double attention = Median(rows.Where(row => row.Model == AttentionModel).Select(row => row.ItemsPerSecond / Predict(catalog, row, constants)));
            constants = new(
                Math.Clamp(constants.ComputeEfficiencyFraction * compute, 0.01, 1), Math.Clamp(constants.AttentionEfficiencyFraction * attention, 0.01, 1));
        }

        return constants;
    }

    /// <summary>Items per second of a measured system, all cards busy, no latency target.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="row">The measurement.</param>
    /// <param name="constants">The constants.</param>
    public static double Predict(PlannerCatalog catalog, OtherWorkMeasurement row, BatchWorkConstants constants)
    {
        TestHardware hardware = catalog.Hardware[row.Hardware];
        ModelArchitecture model = catalog.Models[row.Model];
        double best = 0;
        for (int ranks = 1; ranks <= row.Cards && row.Cards % ranks == 0; ranks *= 2)
        {
            ServingCurve<Scalar> curve = Curve(catalog, hardware, model, row.Format, ranks, constants);
            double replicas = row.Cards / ranks;
            best = curve.MemoryBatch.Value >= 1 ? Math.Max(best, replicas * curve.AtTarget().RequestsPerSecond.Value) : best;
        }

        return best;
    }

    private static ServingCurve<Scalar> Curve(
        PlannerCatalog catalog, TestHardware hardware, ModelArchitecture model, string format, int ranks, BatchWorkConstants constants)
    {
        List<double> values = [];
        Slot Add(double value)
        {
            values.Add(value);
            return new(values.Count - 1);
        }

        Slot Economic(string key) => Add(catalog.Economics.Quantities[key].Value ?? 0);
        Slot Nvidia(string key) => Add(catalog.Accelerators["h100-sxm"].Quantities[key].Value ?? 0);
        Slot Of(string key) => Add(model.Counts[key]);
        Slot? Maybe(string key) => model.Counts.ContainsKey(key) ? Of(key) : null;
        AcceleratorSlots card = new(
            Add(hardware.PeakFor(format)), Add(hardware.PeakFor("bf16")), Add(hardware.MemoryGigabytes), Add(hardware.MemoryBandwidthTerabytesPerSecond),
            Add(hardware.IslandLinkGigabytesPerSecond), Add(hardware.BetweenIslandsLinkGigabytesPerSecond), Add(1), Add(1),
            Nvidia(AcceleratorQuantities.MemoryEfficiencyFraction), Nvidia(AcceleratorQuantities.NetworkEfficiencyFraction),
            Nvidia(AcceleratorQuantities.CollectiveLatencyMicroseconds), Nvidia(AcceleratorQuantities.LayerOverheadMicroseconds),
            Add(catalog.Formats[format].BitsPerElement / 8));
        double[] numbers = new double[Layout.NumberCount];
        new Layout(ranks, 1).Write(hardware.IslandCards, numbers);
        Slot[] slots = [.. numbers.Select(Add)];
        LayoutSlots layout = new(
            slots[0], slots[1], slots[2], slots[3], slots[4], slots[5], slots[6], slots[7], slots[8], slots[9], slots[10], slots[11], slots[12]);
        BatchWorkSlots shares = new(
            Add(constants.ComputeEfficiencyFraction), Add(constants.AttentionEfficiencyFraction), Economic(EconomicsQuantities.UnhiddenFraction));
        ServingSlots serving = new(
            Economic(EconomicsQuantities.MemoryUseFraction), Economic(EconomicsQuantities.CardMemoryOverheadGigabytes), Add(1), Add(1), Add(1), Add(1), Add(1),
            Economic(EconomicsQuantities.EmbeddingLookupEfficiencyFraction));
        Slot unused = Add(0);
        WorkloadSlots workload = new(unused, unused, unused, Add(TextTokens), unused, Add(OfflineSeconds), unused, Add(EmbeddingBytes));
        if (model.Kind == ModelKind.Recommendation)
        {
            RecommendationSlots recommendation = new(
                Of(ModelCounts.EmbeddingTableGigabytes), Of(ModelCounts.LookupsPerCandidate), Of(ModelCounts.SparseFeatures), Of(ModelCounts.EmbeddingSize),
                Of(ModelCounts.EmbeddingBytes), Of(ModelCounts.MultiplyAddsPerCandidate), Of(ModelCounts.Products));
            return RecommendationServing.Of(
                CaseInputs.Scalars([.. values]), recommendation, card, shares, layout, workload, serving);
        }

        EncoderSlots encoder = new(
            Of(ModelCounts.Layers), Of(ModelCounts.HiddenSize), Of(ModelCounts.AttentionHeads), Of(ModelCounts.HeadSize), Of(ModelCounts.FeedForwardSize),
            Of(ModelCounts.FeedForwardMatrices), Maybe(ModelCounts.TokensPerItem), Maybe(ModelCounts.PassesPerItem), Maybe(ModelCounts.ConditionTokens),
            Maybe(ModelCounts.OtherTeraflopPerItem), Maybe(ModelCounts.OtherWeightBillions));
        return EncoderServing.Of(CaseInputs.Scalars([.. values]), encoder, card, shares, layout, workload, serving);
    }

    private static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted.Length == 0 ? 1 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
