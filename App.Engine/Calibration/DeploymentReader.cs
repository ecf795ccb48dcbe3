using System.Globalization;
using System.Text.RegularExpressions;
using App.Engine.Catalog;

namespace App.Engine.Calibration;

/// <summary>Translates published measurements into the catalogue's terms, by the tables of <see cref="MeasurementNames"/>.</summary>
/// <param name="catalog">The catalogue whose names, hardware and models are used.</param>
public sealed partial class DeploymentReader(PlannerCatalog catalog)
{
    private const double DefaultOutputTokens = 256;
    private const double DefaultPromptTokens = 1024;

    /// <summary>Reads one measurement.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The deployment, or why it cannot be evaluated; never another chip's or model's in place of an unknown one.</returns>
    public DeploymentReading Read(Measurement row)
    {
        MeasurementNames names = catalog.Names;
        List<string> remarks = [];
        NameRule? modelRule = names.FindModel(row.Model);
        if (modelRule?.Id is not { } modelId)
        {
            return modelRule is null ? Unknown("model", row.Model) : new(null, $"model '{row.Model}' is {modelRule.Why}", false, []);
        }

        NameRule? hardwareRule = names.FindHardware(row.Hardware);
        if (hardwareRule?.Id is not { } hardwareId)
        {
            return hardwareRule is null ? Unknown("hardware", row.Hardware) : new(null, $"hardware '{row.Hardware}' is {hardwareRule.Why}", false, []);
        }

        TestHardware hardware = catalog.Hardware[hardwareId];
        ModelArchitecture model = catalog.Models[modelId];
        if (model.NotKnown.Count > 0)
        {
            return new(null, $"{model.Name}: {string.Join(", ", model.NotKnown)}", false, []);
        }

        string engine = names.FindEngine(row.Framework, hardware.Vendor)?.Id ?? "other";
        if (engine == "other" && row.Framework.Length > 0)
        {
            remarks.Add($"engine '{row.Framework}' is not known");
        }

        if (Formats(row, hardware, engine, remarks) is not { } format)
        {
            return Unknown("weight format", row.WeightPrecision);
        }

        double weightBits = WeightBits(format.Weights);
        if (Lay(row, hardware, model, weightBits, remarks) is not { } layout)
        {
            return new(null, $"layout '{row.Parallelism}' is not understood, or the model does not fit", false, []);
        }

        double? concurrency = double.TryParse(row.Concurrency, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 1
            ? number
            : null;
        LoadRegime regime = RegimeOf(row, concurrency);
        (double prompt, double output) = Lengths(row, modelId, regime, remarks);
        return new(
            new()
            {
                Hardware = hardware,
                Model = model,
                ModelName = row.Model.ToLowerInvariant(),
                EngineId = engine,
                WeightFormat = format.Weights,
                ActivationFormat = format.Activations,
                CacheBits = CacheBits(row, weightBits),
                Layout = layout.Layout!.Value,
                DecodeLayout = layout.Decode,
                Replicas = layout.Copies,
                DecodeReplicas = layout.DecodeCopies,
                RateShare = RateShare(row, layout),
                Regime = regime,
                PromptTokens = prompt,
                OutputTokens = output,
                Concurrency = concurrency,
                RequestsPerSecond = Number(ArrivalsPattern().Match(row.Notes)) is { } rate and > 0 ? rate : null,
                PrefixHitFraction = PrefixHit(row),
                HasSpreadLengths = row.Notes.Contains("ShareGPT", StringComparison.Ordinal),
                Speculation = Drafting(row),
                SoftwareYears = Years(row.Date),
                Series = string.Join('|', row.SourceTitle, row.Framework, row.Scenario, InteractivePattern().IsMatch(row.Notes) ? "interactive" : ""),
            },
            "",
            false,
            remarks);
    }

    /// <summary>Bits per weight of a format.</summary>
    /// <param name="format">"bf16", "fp8", "int8", "int4", "nvfp4" or "mxfp4".</param>
    public double WeightBits(string format) => format == "int4" ? 4.25 : catalog.Formats[format].BitsPerElement;

    private static DeploymentReading Unknown(string what, string name) =>
        new(null, $"{what} '{name}' is not known", true, []);

    private FormatRule? Formats(Measurement row, TestHardware hardware, string engine, List<string> remarks)
    {
        if (row.WeightPrecision.Length > 0)
        {
            return catalog.Names.FindFormat(row.WeightPrecision);
        }

        DefaultFormatRule? rule = catalog.Names.DefaultFormats.FirstOrDefault(rule => rule.Engine == engine && rule.Vendor == hardware.Vendor);
        remarks.Add($"weight format not stated, {rule?.Weights ?? "bf16"} assumed");
        return new() { Pattern = "", Weights = rule?.Weights ?? "bf16", Activations = rule?.Activations ?? "bf16" };
    }

    private static LayoutReading? Lay(Measurement row, TestHardware hardware, ModelArchitecture model, double weightBits, List<string> remarks)
    {
        LayoutReading reading = LayoutReader.Read(row.Parallelism, row.Accelerators);
        if (reading.Decode is not null)
        {
            return reading;
        }

        double gigabytes = ModelFootprint.Gigabytes(model, weightBits / 8);
        MeasuredLayout layout;
        if (reading.Layout is { } stated)
        {
            layout = stated;
        }
        else
        {
            double usable = hardware.MemoryGigabytes * 0.85;
            int limit = (int)Math.Clamp(row.Accelerators ?? 1, 1, hardware.CardsPerServer);
            int ranks = 1;
            while (ranks < limit && ranks * usable < gigabytes)
            {
                ranks *= 2;
            }

            ranks = Math.Min(ranks, limit);
            remarks.Add($"layout not stated, {ranks} tensor ranks assumed");
            layout = new(ranks, 1, 1);
        }

        // A figure per card of a deployment that is not stated: experts spread over as many cards as hold them with room to spare.
        // Where little is lacking, the checkpoint is smaller than its label says, and the stated layout stands.
        if (layout.Cards * hardware.MemoryGigabytes < gigabytes * 0.7)
        {
            if (!model.Counts.ContainsKey(ModelCounts.RoutedExperts))
            {
                return null;
            }

            int groups = 1;
            while (groups * hardware.MemoryGigabytes * 0.5 < gigabytes && groups < 1024)
            {
                groups *= 2;
            }

            remarks.Add($"the weights do not fit the stated cards; a deployment over {groups} cards is assumed");
            layout = new(1, groups, 1);
        }

        double copies = row.Accelerators is { } cards && !reading.CountsCardsTwice ? Math.Max(1, Math.Floor(cards / layout.Cards)) : 1;
        if (reading.CountsCardsTwice)
        {
            remarks.Add($"the layout counts cards twice; {layout.Cards} cards are read");
        }

        return new(layout, null, (int)copies);
    }

    private static double RateShare(Measurement row, LayoutReading layout)
    {
        double cards = (layout.Layout!.Value.Cards * layout.Copies) + ((layout.Decode?.Cards ?? 0) * layout.DecodeCopies);
        return row.Accelerators is { } stated && stated < cards ? stated / cards : 1;
    }

    private static LoadRegime RegimeOf(Measurement row, double? concurrency)
    {
        if (row.Scenario == "prefill" || row.OutputTokens is <= 1)
        {
            return LoadRegime.Prefill;
        }

        if (row.Notes.Contains("STATIC batch", StringComparison.Ordinal))
        {
            return LoadRegime.StaticBatch;
        }

        if (SeparatePattern().IsMatch(row.Notes))
        {
            return LoadRegime.SeparatePhases;
        }

        if (row.Notes.Contains("(prompt+generated)/time at batch 1", StringComparison.Ordinal))
        {
            return LoadRegime.SingleStream;
        }

        if (row.Scenario == "decode")
        {
            return LoadRegime.Decode;
        }

        if (Number(BurstPattern().Match(row.Notes)) is { } sent && concurrency is { } flight && sent <= flight * 1.01)
        {
            return LoadRegime.Burst;
        }

        return concurrency is null ? LoadRegime.Saturated : LoadRegime.Closed;
    }

    private (double Prompt, double Output) Lengths(Measurement row, string model, LoadRegime regime, List<string> remarks)
    {
        if (row.PromptTokens is { } prompt)
        {
            return (Math.Max(1, prompt), row.OutputTokens ?? (regime == LoadRegime.Prefill ? 1 : DefaultOutputTokens));
        }

        DatasetRule? dataset = row.SourceTitle.Contains("MLPerf", StringComparison.Ordinal)
            ? catalog.Names.Datasets.FirstOrDefault(rule => rule.Model == model)
            : null;
        remarks.Add("lengths not stated, assumed");
        return dataset is null
            ? (DefaultPromptTokens, row.OutputTokens ?? DefaultOutputTokens)
            : (dataset.PromptTokens, Number(SamplePattern().Match(row.Notes)) ?? dataset.OutputTokens);
    }

    private double CacheBits(Measurement row, double weightBits)
    {
        foreach (CacheRule rule in catalog.Names.CacheBits)
        {
            string text = rule.Field switch
            {
                "precision_kv" => row.CachePrecision,
                "model" => row.Model,
                _ => row.SourceTitle,
            };
            if (!(weightBits > rule.WeightsAtMostBits) && text.Length > 0 && catalog.Names.Matches(rule.Pattern, text.ToLowerInvariant()))
            {
                return rule.Bits;
            }
        }

        return 16;
    }

    private Speculation Drafting(Measurement row)
    {
        foreach (AcceptanceRule rule in catalog.Names.Acceptance)
        {
            string text = (rule.Field == "parallelism" ? row.Parallelism : row.Notes).ToLowerInvariant();
            Match match = catalog.Names.Pattern(rule.Pattern).Match(text);
            if (match.Success)
            {
                double drafted = match.Groups["n"] is { Success: true } group
                    ? double.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
                    : rule.DraftTokens;
                return drafted <= 0 ? Speculation.None : new(rule.Method, Math.Min(drafted, 16), rule.Acceptance);
            }
        }

        return Speculation.None;
    }

    private static double PrefixHit(Measurement row) => Number(PrefixPattern().Match(row.Notes)) is { } percent and <= 100 ? percent / 100
        : row.Notes.Contains("PREFIX-CACHE", StringComparison.Ordinal) ? 0.9 : 0;

    /// <summary>Years of software since the middle of 2025.</summary>
    internal static double Years(string date)
    {
        Match match = DatePattern().Match(date);
        if (!match.Success)
        {
            return 0;
        }

        double year = double.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        double month = match.Groups["m"].Success ? double.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture) : 6.5;
        return Math.Clamp(year + ((month - 0.5) / 12) - 2025.5, -5, 5);
    }

    private static double? Number(Match match) =>
        match.Success && double.TryParse(match.Groups["n"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;

    [GeneratedRegex(@"request_rate (?<n>[0-9.]+)", RegexOptions.CultureInvariant)]
    private static partial Regex ArrivalsPattern();

    [GeneratedRegex(@"(?<n>[0-9]+) requests sent at once|(?<n>[0-9]+)-request burst", RegexOptions.CultureInvariant)]
    private static partial Regex BurstPattern();

    [GeneratedRegex("pure decode|published prompt_time/token_time", RegexOptions.CultureInvariant)]
    private static partial Regex SeparatePattern();

    [GeneratedRegex("prefix[_-]?(?<n>[0-9]{1,3})", RegexOptions.CultureInvariant)]
    private static partial Regex PrefixPattern();

    [GeneratedRegex(@"avg out tokens/sample \(derived\) (?<n>[0-9]+)|~(?<n>[0-9]+) output tokens/sample", RegexOptions.CultureInvariant)]
    private static partial Regex SamplePattern();

    [GeneratedRegex("(?<y>20[0-9]{2})(-(?<m>[0-9]{2}))?", RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();

    [GeneratedRegex("^Interactive SLO", RegexOptions.CultureInvariant)]
    private static partial Regex InteractivePattern();
}
