namespace App.Engine.Calibration;

/// <summary>How a constant is bounded while it is fitted.</summary>
public enum ConstantScale
{
    /// <summary>Above 0: fitted as a logarithm.</summary>
    Positive,

    /// <summary>Between 0 and 1: fitted as log odds.</summary>
    Fraction,

    /// <summary>Above 1: fitted as the logarithm of what it is above 1.</summary>
    AboveOne,
}

/// <summary>A constant of the serving model that calibration fits.</summary>
/// <param name="Key">Its key in the calibration file; the unit is in the name.</param>
/// <param name="Start">The value before any measurement.</param>
/// <param name="Spread">How far it may plausibly lie from there, one standard deviation on the scale on which it is fitted.</param>
/// <param name="Scale">That scale.</param>
/// <param name="EngineSpread">How far serving engines differ in it, on the same scale; 0 where they share it.</param>
/// <param name="Meaning">What it is.</param>
/// <param name="IsOfChip">
/// Whether it says as much of the chips an engine was measured on as of the engine: on a chip on which the engine was not measured it is
/// drawn towards what is common to the engines of the chip's vendor.
/// </param>
public sealed record ConstantInfo(
    string Key, double Start, double Spread, ConstantScale Scale, double EngineSpread, string Meaning, bool IsOfChip = false)
{
    /// <summary>The scale on which the constant is fitted.</summary>
    /// <param name="value">A value of the constant.</param>
    public double ToFit(double value) => Scale switch
    {
        ConstantScale.Positive => Math.Log(value),
        ConstantScale.Fraction => Math.Log(value / (1 - value)),
        ConstantScale.AboveOne => Math.Log(value - 1),
    };

    /// <summary>The value at a place on that scale.</summary>
    /// <param name="place">The place.</param>
    public double FromFit(double place) => Scale switch
    {
        ConstantScale.Positive => Math.Exp(place),
        ConstantScale.Fraction => 1 / (1 + Math.Exp(-place)),
        ConstantScale.AboveOne => 1 + Math.Exp(place),
    };
}

/// <summary>The constants, in the order in which arrays of them stand.</summary>
public static class ServingConstants
{
    /// <summary>
    /// All constants. Starting points and spreads are judgements from kernel measurements and public simulators. Dense products were
    /// measured at 0.60 to 0.78 of peak in large batches (Vidur's profiles of A100 and H100), and an engine's prefill is never faster
    /// than its kernels: together they bound the share of peak that an engine may be taken to reach.
    /// </summary>
    public static IReadOnlyList<ConstantInfo> All { get; } =
    [
        new("computeEfficiencyFraction", 0.72, 0.2, ConstantScale.Fraction, 0, "share of peak reached by dense products"),
        new("memoryEfficiencyFraction", 0.8, 0.5, ConstantScale.Fraction, 0, "share of memory bandwidth at which dense weights are read"),
        new("networkEfficiencyFraction", 0.6, 0.6, ConstantScale.Fraction, 0, "share of link rate reached by collectives"),
        new("collectiveLatencyMicroseconds", 6, 0.6, ConstantScale.Positive, 0, "fixed cost of a collective"),
        new("layerOverheadMicroseconds", 25, 0.5, ConstantScale.Positive, 0.6, "fixed cost of a layer in decode"),
        new("serialFraction", 0.5, 1.0, ConstantScale.Fraction, 0, "share of the shorter of computing and reading that is not hidden"),
        new("reuseFlopPerByte", 400, 0.6, ConstantScale.Positive, 0, "work per byte of operands through the memory system"),
        new("expertComputeEfficiencyFraction", 0.45, 0.7, ConstantScale.Fraction, 0, "share of peak reached by grouped products of experts"),
        new("attentionPrefillEfficiencyFraction", 0.5, 0.7, ConstantScale.Fraction, 0, "share of 16-bit peak reached by attention over a prompt"),
        new("attentionDecodeEfficiencyFraction", 0.4, 0.8, ConstantScale.Fraction, 0, "share of 16-bit peak reached by attention of new tokens"),
        new("expertMemoryEfficiencyFraction", 0.7, 0.6, ConstantScale.Fraction, 0, "share of memory bandwidth at which experts are read"),
        new("cacheMemoryEfficiencyFraction", 0.65, 0.6, ConstantScale.Fraction, 0, "share of memory bandwidth at which the cache is read"),
        new("linearTileTokens", 40, 0.7, ConstantScale.Positive, 0, "tokens a dense product computes beside its own"),
        new("expertTileTokens", 10, 0.7, ConstantScale.Positive, 0, "tokens an expert computes beside its own"),
        new("expertSpreadExponent", 0.9, 0.5, ConstantScale.Fraction, 0, "exponent on tokens in the experts touched"),
        new("hopLatencyMicroseconds", 4, 0.6, ConstantScale.Positive, 0, "cost of a collective per further rank"),
        new("expertExchangeLatencyMicroseconds", 30, 0.6, ConstantScale.Positive, 0, "fixed cost of an exchange between groups"),
        new("expertLayerOverheadMicroseconds", 40, 0.6, ConstantScale.Positive, 0.5, "fixed cost of a layer with experts in decode"),
        new("prefillLayerOverheadMicroseconds", 60, 0.7, ConstantScale.Positive, 0.6, "fixed cost of a layer in prefill", IsOfChip: true),
        new("stepOverheadMicroseconds", 400, 0.7, ConstantScale.Positive, 0.6, "fixed cost of a step"),
        new("sequenceOverheadMicroseconds", 4, 0.8, ConstantScale.Positive, 0, "cost of a step per sequence"),
        new("promptTokenOverheadMicroseconds", 2, 0.8, ConstantScale.Positive, 0, "cost of prefill per token"),
        new("stageOverheadMicroseconds", 3000, 0.9, ConstantScale.Positive, 0, "fixed cost of a boundary between stages"),
        new("interferenceFraction", 0.75, 0.7, ConstantScale.Fraction, 0.6, "share of a prompt's time by which it delays outputs beside it"),
        new("expertPrefillLayerOverheadMicroseconds", 400, 1.0, ConstantScale.Positive, 0.6, "fixed cost of a layer with experts in prefill", IsOfChip: true),
        new("prefillChunkTokens", 16384, 0.3, ConstantScale.Positive, 0, "tokens of a prompt that pass the stages of a pipeline together"),
        new("exposedExchangeFraction", 0.5, 0.7, ConstantScale.Fraction, 0, "share of the exchange between experts that is not hidden"),
        new("exchangeGrowthFraction", 0.5, 0.3, ConstantScale.Positive, 0, "growth of an exchange's fixed cost with each doubling of the islands it spans"),
        new("latentLayerOverheadFraction", 0.3, 0.5, ConstantScale.Positive, 0, "further fixed cost of a layer with latent attention"),
        new("selectionLayerOverheadFraction", 0.7, 0.5, ConstantScale.Positive, 0, "further fixed cost of a layer that selects tokens"),
        new("compressionLayerOverheadFraction", 1.0, 0.5, ConstantScale.Positive, 0, "further fixed cost of a layer with a compressed cache"),
        new("linearLayerOverheadFraction", 0.3, 0.5, ConstantScale.Positive, 0, "further fixed cost of a layer with linear attention"),
        new("prefillTimeFactor", 1.15, 0.7, ConstantScale.AboveOne, 0.3, "engine's prefill over that of its kernels", IsOfChip: true),
        new("expertLoadSkew", 1.2, 0.7, ConstantScale.AboveOne, 0, "busiest group of experts over the mean"),
        new("firstTokenOverheadMilliseconds", 15, 0.7, ConstantScale.Positive, 0.6, "time to the first token that is not prefill"),
        new("firstTokenSteps", 2, 0.7, ConstantScale.Positive, 0, "decode steps that a new prompt waits for"),
        new("synchronyFraction", 0.2, 0.8, ConstantScale.Fraction, 0, "share of requests in flight whose prompts come together"),
        new("spreadLengthsInterference", 2, 0.5, ConstantScale.Positive, 0.6, "interference where lengths spread widely, over that of equal ones"),
        new("memoryUseFraction", 0.9, 0.3, ConstantScale.Fraction, 0.4, "share of memory that weights and cache fill"),
        new("yearlyOverheadFactor", 0.8, 0.25, ConstantScale.Positive, 0, "fixed costs of software over those of a year before"),
    ];

    /// <summary>Place of a constant in arrays of constants.</summary>
    /// <param name="key">Its key.</param>
    /// <exception cref="KeyNotFoundException">There is none of that key.</exception>
    public static int Place(string key)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i].Key == key)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"No constant '{key}'.");
    }

    /// <summary>The values before any measurement.</summary>
    public static double[] Start() => [.. All.Select(constant => constant.Start)];
}
