namespace App.Engine.Calibration;

/// <summary>The rungs on which rows stand, and how they are read from a deployment.</summary>
internal static class LadderPlaces
{
    /// <summary>Rungs from what all rows share down to one run. Spreads were chosen by cross-validation (docs/models/validation.md).</summary>
    public static IReadOnlyList<Rung> RungsOf(LadderKind kind) => kind == LadderKind.Decode
        ?
        [
            new("all", 0.006, 0.004),
            new("regime", 0.01, 0.005),
            new("vendor", 0.006, 0.0025),
            new("chip", 0.01, 0.004),
            new("engine", 0.01, 0.004),
            new("model", 0.01, 0.004),
            new("chip-engine", 0.0125, 0.005),
            new("chip-regime", 0.01, 0.004),
            new("engine-model", 0.0125, 0.004),
            new("chip-engine-model-format", 0.15, 0.08),
            new("source", 0.10, 0.04),
            new("series", 0.12, 0.08),
            new("run", 0.12, 0.08),
        ]
        :
        [
            new("all", 0.02, 0.02),
            new("regime", 0.06, 0.04),
            new("vendor", 0.02, 0.008),
            new("chip", 0.04, 0.012),
            new("engine", 0.04, 0.02),
            new("model", 0.04, 0.02),
            new("chip-engine", 0.04, 0.02),
            new("chip-regime", 0.04, 0.02),
            new("engine-model", 0.06, 0.04),
            new("chip-engine-model-format", 0.20, 0.15),
            new("source", 0.15, 0.10),
            new("series", 0.20, 0.15),
            new("run", 0.15, 0.12),
        ];

    private static readonly string[] s_names = [.. RungsOf(LadderKind.Decode).Select(rung => rung.Name)];

    /// <summary>Place of a rung by its name.</summary>
    public static int Place(string rung) => Array.IndexOf(s_names, rung);

    /// <summary>The load under which a row was measured.</summary>
    public static string RegimeOf(LadderPlace place) => place.Keys[1];

    /// <summary>Noise within one run, one standard deviation of the logarithm.</summary>
    public static double NoiseOf(LadderKind kind) => kind == LadderKind.Decode ? 0.05 : 0.08;

    /// <summary>Where a deployment stands.</summary>
    /// <param name="row">The deployment.</param>
    /// <param name="source">What was published.</param>
    /// <param name="batch">Sequences per group, as predicted.</param>
    public static LadderPlace Of(Deployment row, string source, double batch)
    {
        string chip = row.Hardware.Id;
        string engine = row.EngineId;
        string model = row.Model.Id;
        string regime = row.Regime is LoadRegime.Decode or LoadRegime.SeparatePhases ? "decode"
            : row.DecodeLayout is not null ? "split" : row.Regime.ToString();
        string cell = string.Join('|', chip, engine, model, row.WeightFormat, row.ActivationFormat);
        string series = string.Join('|', cell, row.Series, row.ModelName, row.Speculation.Method, Text(row.Speculation.DraftTokens));
        string run = string.Join('|', series, Text(row.Layout), Text(row.DecodeLayout), Text(row.PrefixHitFraction));
        double cards = row.Layout.Cards;
        return new(
            [
                "all", regime, row.Hardware.Vendor, chip, engine, model, $"{chip}|{engine}", $"{chip}|{regime}", $"{engine}|{model}", cell, source,
                series, run,
            ],
            [
                1,
                (Math.Log2(Math.Max(1, batch)) - 4) / 2,
                (Math.Log2(Math.Max(16, row.PromptTokens)) - 10) / 2,
                (Math.Log2(Math.Max(1, row.OutputTokens)) - 9) / 2,
                Math.Log2(Math.Max(1, cards)) - 1.5,
            ]);
    }

    private static string Text(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(MeasuredLayout? layout) => layout is { } own
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{own.TensorRanks}x{own.Groups}x{own.PipelineStages}")
        : "";
}
