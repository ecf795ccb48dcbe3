using App.Engine.Calibration;
using App.Engine.Catalog;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>Measured over modelled times at one batch of a layout.</summary>
/// <param name="Decode">Of times of outputs.</param>
/// <param name="FirstToken">Of times to the first token.</param>
internal readonly record struct Corrections(double Decode, double FirstToken)
{
    public static Corrections None => new(1, 1);
}

/// <summary>The steps of the ladder on which a layout stands.</summary>
/// <param name="Decode">For times of outputs.</param>
/// <param name="FirstToken">For times to the first token.</param>
/// <param name="Parts">Parts of a batch side by side.</param>
internal sealed record LayoutLadder(LadderStep Decode, LadderStep FirstToken, double Parts)
{
    public Corrections At(double batch) => new(Decode.FactorAt(batch / Parts), FirstToken.FactorAt(batch / Parts));
}

/// <summary>What the calibration says of a language model on an accelerator: the engine, the step of the ladder, the constants.</summary>
internal sealed class CalibrationBinding
{
    private readonly ServingCalibration _serving;
    private readonly Deployment _deployment;
    private readonly Dictionary<string, Slot> _constants;
    private readonly Dictionary<int, (LadderStep Decode, LadderStep FirstToken)> _steps = [];
    private readonly Slot _prefillError;
    private readonly Slot _decodeError;

    private CalibrationBinding(
        ServingCalibration serving, Deployment deployment, Dictionary<string, Slot> constants, Slot prefillError, Slot decodeError) =>
        (_serving, _deployment, _constants, _prefillError, _decodeError) = (serving, deployment, constants, prefillError, decodeError);

    public static CalibrationBinding Of(
        CaseBinding binding, InputTable table, Workload work, ModelArchitecture model, Accelerator card, ServingRole role, NumberFormatInfo format,
        string? engine)
    {
        ServingCalibration serving = binding.Catalog.Serving;
        Stack stack = binding.Catalog.Stacks[card.StackId];
        Deployment deployment = DeploymentOf(work, model, card, role, format, stack);
        deployment = deployment with { EngineId = engine ?? serving.NearestEngine(stack, deployment) };
        Slot Constant(string key)
        {
            string path = serving.PathOf(deployment, key);
            return Known(binding, table, path, AssumptionPath.SubjectOf(path.Split('/')[1]), key);
        }

        Slot Error(LadderKind kind) => Known(
            binding, table, ServingCalibration.PathOf(card.Id, kind, serving.StepOf(kind, deployment).Tier), card.Name, ServingCalibration.KeyOf(kind));
        return new(
            serving, deployment, ServingCalibration.Keys.ToDictionary(key => key, Constant, StringComparer.Ordinal), Error(LadderKind.FirstToken),
            Error(LadderKind.Decode));
    }

    /// <summary>The serving engine, named or measured nearest.</summary>
    public string EngineId => _deployment.EngineId;

    /// <summary>The accelerator with the constants of the calibration.</summary>
    public AcceleratorSlots Apply(AcceleratorSlots card) => card with
    {
        PrefillComputeEfficiencyFraction = Of("computeEfficiencyFraction"),
        DecodeComputeEfficiencyFraction = Of("computeEfficiencyFraction"),
        MemoryEfficiencyFraction = Of("memoryEfficiencyFraction"),
        NetworkEfficiencyFraction = Of("networkEfficiencyFraction"),
        CollectiveLatencyMicroseconds = Of("collectiveLatencyMicroseconds"),
        LayerOverheadMicroseconds = Of("layerOverheadMicroseconds"),
        Efficiency = new(
            Of("serialFraction"), Of("reuseFlopPerByte"), Of("expertComputeEfficiencyFraction"),
            Of("attentionPrefillEfficiencyFraction"), Of("attentionDecodeEfficiencyFraction"), Of("expertMemoryEfficiencyFraction"),
            Of("cacheMemoryEfficiencyFraction"), Of("linearTileTokens"), Of("expertTileTokens"), Of("expertSpreadExponent"),
            Of("hopLatencyMicroseconds"), Of("expertExchangeLatencyMicroseconds"), Of("expertLayerOverheadMicroseconds"),
            Of("prefillLayerOverheadMicroseconds"), Of("stepOverheadMicroseconds"), Of("sequenceOverheadMicroseconds"),
            Of("promptTokenOverheadMicroseconds"), Of("stageOverheadMicroseconds"), Of("interferenceFraction"),
            Of("expertPrefillLayerOverheadMicroseconds"), Of("prefillChunkTokens"), Of("exposedExchangeFraction"),
            Of("exchangeGrowthFraction"), Of("latentLayerOverheadFraction"), Of("selectionLayerOverheadFraction"), Of("compressionLayerOverheadFraction"),
            Of("linearLayerOverheadFraction"), Of("prefillTimeFactor"), _decodeError),
    };

    /// <summary>The deployment that a layout makes, in the terms of measurements.</summary>
    public Deployment At(Layout layout)
    {
        MeasuredLayout measured = new(layout.TensorRanks, layout.ExpertRanks, layout.PipelineStages);
        return _deployment with { Layout = measured, DecodeLayout = _deployment.DecodeLayout is null ? null : measured };
    }

    /// <summary>Where a layout stands on the ladder. Of a plan, which is no run that was measured, only the number of cards counts.</summary>
    public LayoutLadder Ladder(Layout layout)
    {
        if (!_steps.TryGetValue(layout.Cards, out (LadderStep Decode, LadderStep FirstToken) steps))
        {
            steps = (_serving.StepOf(LadderKind.Decode, At(layout)), _serving.StepOf(LadderKind.FirstToken, At(layout)));
            _steps.Add(layout.Cards, steps);
        }

        return new(steps.Decode, steps.FirstToken, layout.ExpertRanks * layout.PipelineStages);
    }

    /// <summary>Adds what the calibration says of a layout at its batch.</summary>
    public CalibrationSlots AddTo(InputTable table, string path, string title, Corrections corrections) => new(
        _prefillError,
        table.Add(Decisions.Number($"{path}/decodeCorrection", $"{title}: measured over modelled time per output token", Unit.One, corrections.Decode)
            with
        { Basis = "Read off the ladder of evidence at the plan's batch." }),
        table.Add(Decisions.Number($"{path}/firstTokenCorrection", $"{title}: measured over modelled time to first token", Unit.One, corrections.FirstToken)
            with
        { Basis = "Read off the ladder of evidence at the plan's batch." }),
        Of("firstTokenOverheadMilliseconds"),
        Of("firstTokenSteps"),
        Of("synchronyFraction"));

    private Slot Of(string key) => _constants[key];

    private static Slot Known(CaseBinding binding, InputTable table, string path, string subject, string key)
    {
        List<string> missing = [];
        Slot slot = binding.Add(table, path, subject, key, binding.Catalog.Serving.Quantities.GetValueOrDefault(path), missing);
        return missing.Count == 0 ? slot : throw new KeyNotFoundException(missing[0]);
    }

    private static Deployment DeploymentOf(
        Workload work, ModelArchitecture model, Accelerator card, ServingRole role, NumberFormatInfo format, Stack stack)
    {
        (string weights, string activations) = format.Id switch
        {
            "mxfp8" or "hif8" => ("fp8", "fp8"),
            "mxfp4" or "nvfp4" => (format.Id, "fp4"),
            _ => (format.Id, format.Id),
        };
        return new()
        {
            Hardware = new()
            {
                Id = card.Id,
                Name = card.Name,
                Vendor = card.Vendor,
                AcceleratorId = card.Id,
                CardsPerServer = card.CardsPerServer ?? 1,
                IslandCards = card.IslandCards ?? 1,
                PeakTeraflops = new Dictionary<string, double>(),
                MemoryGigabytes = 0,
                MemoryBandwidthTerabytesPerSecond = 0,
                IslandLinkGigabytesPerSecond = 0,
                BetweenIslandsLinkGigabytesPerSecond = 0,
                Basis = "",
            },
            Model = model,
            ModelName = model.Id,
            EngineId = "other",
            WeightFormat = weights,
            ActivationFormat = activations,
            CacheBits = work.KeyValueBits,
            Layout = new(1, 1, 1),
            DecodeLayout = role == ServingRole.Decode ? new(1, 1, 1) : null,
            Replicas = 1,
            Regime = role == ServingRole.Prefill || !work.Kind.WritesText() ? LoadRegime.Prefill : LoadRegime.Closed,
            PromptTokens = work.PromptTokens,
            OutputTokens = work.Kind.WritesText() ? work.OutputTokens : 1,
            PrefixHitFraction = work.PrefixHitFraction,
            Speculation = work.DraftTokens > 0 ? new("mtp", work.DraftTokens, work.DraftAcceptanceFraction) : Speculation.None,
            SoftwareYears = DeploymentReader.Years(stack.SoftwareDate),
            Series = "",
        };
    }
}
