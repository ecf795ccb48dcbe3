using App.Engine.Algebra;
using App.Engine.Calibration;
using App.Engine.Catalog;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Tests.Engine.Fleets;

/// <summary>Plans stand on the calibration: what an option is said to deliver is what validation predicts of the same deployment.</summary>
public sealed class CalibratedPlanTests
{
    private static readonly PlannerCatalog s_catalog = PlannerCatalog.Default;
    private static readonly Validator s_validator = new(s_catalog, s_catalog.Calibration);

    public static TheoryData<string, string, double, double, double> Deployments => new()
    {
        { "h20-96gb", "qwen3-32b", 0, 0, 0 },
        { "h20-96gb", "qwen2.5-72b", 0, 0, 0 },
        { "h20-96gb", "deepseek-v3", 0, 0, 0 },
        { "h20-96gb", "qwen3-235b-a22b", 0.4, 0, 0 },
        { "h100-sxm", "llama-3.1-70b", 0, 3, 0.6 },
        { "h200-sxm", "llama-3.1-8b", 0, 0, 0 },
        { "atlas-350-112gb", "qwen3-32b", 0, 0, 0 },
        { "atlas-350-112gb", "qwen3-30b-a3b", 0.5, 2, 0.7 },
    };

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Plan_AnyDeployment_PredictsWhatValidatePredictsOfTheSameRow(string cardId, string modelId, double hit, double drafts, double acceptance)
    {
        Workload work = SeededCase.Create().Workloads[0] with
        {
            ModelId = modelId,
            PrefixHitFraction = hit,
            DraftTokens = drafts,
            DraftAcceptanceFraction = acceptance,
        };
        ProcurementCase procurement = SeededCase.Create() with { Workloads = [work] };
        CaseBinding binding = new(procurement, s_catalog);
        Accelerator card = s_catalog.Accelerators[cardId];
        string format = card.Vendor == "Huawei" ? "int8" : "fp8";
        InputTable table = binding.Table.Grow();
        PoolCandidate candidate = PoolCandidate.Bind(binding, table, 0, card, ServingRole.Both, s_catalog.Formats[format], [])!;
        foreach (Layout layout in new Layout[] { new(2, 1), new(4, 1), new(8, 1), new(16, 1) }.Where(layout =>
            modelId != "deepseek-v3" || layout.TensorRanks == 16))
        {
            InputTable own = table.Grow();
            PoolSlots pool = candidate.AddTo(own, "test", 0, layout, Corrections.None, 1);
            LayoutLadder ladder = candidate.Calibration!.Ladder(layout);
            Scalar[] values = [.. own.BaseValues().Select(value => new Scalar(value))];
            (ServingCurve<Scalar> curve, Corrections corrections) = PoolSearch.AtOwnBatch(values, pool, binding, ladder);
            LayoutTrial trial = new(format, layout, null, curve, curve.AtTarget(), ladder, corrections, "");
            double most = Math.Min(curve.MemoryBatch.Value, 200);
            foreach (double batch in new[] { 1, most / 7, most / 2, curve.TargetBatch.Value }.Where(batch => batch >= 1 && batch <= most))
            {
                ValidatedRow row = s_validator.Predict(Row(card, work, format, layout, batch, candidate.Calibration!.At(layout).EngineId));
                Throughput<Scalar> planned = trial.At(batch);

                Assert.True(row.Deployment is not null, row.WhyNot);
                Close(row.TimePerOutputTokenSeconds.Value, planned.TimePerOutputTokenSeconds.Value);
                Close(row.TimeToFirstTokenSeconds.Value, planned.TimeToFirstTokenSeconds.Value);
                Close(row.OutputTokensPerSecond.Value, planned.RequestsPerSecond.Value * work.OutputTokens);
                Assert.Equal((row.DecodeTier, row.FirstTokenTier), (ladder.Decode.Tier, ladder.FirstToken.Tier));
            }
        }
    }

    /// <summary>Plans of equal cards share a step, which would be wrong if a plan could be one of the runs that were measured.</summary>
    [Fact]
    public void Series_Measured_AllBearTheNameOfTheirPublication_WhichNoPlanHas() => Assert.All(
        s_catalog.Calibration.Decode.Rungs.Concat(s_catalog.Calibration.FirstToken.Rungs).Where(rung => rung.Name is "series" or "run").SelectMany(rung => rung.Cells),
        cell => Assert.NotEqual("", cell.Key.Split('|')[5]));

    [Theory]
    [InlineData("h20-96gb", "qwen3-32b", EvidenceTier.SameCell)]
    [InlineData("h20-96gb", "qwen2.5-72b", EvidenceTier.SameChipAndEngine)]
    [InlineData("atlas-350-112gb", "qwen3-32b", EvidenceTier.SameVendor)]
    [InlineData("biren-br106", "qwen3-32b", EvidenceTier.OtherVendor)]
    public void Error_OfAStep_StandsInTheLedgerWithItsMeasuredRange(string cardId, string modelId, EvidenceTier tier)
    {
        ServingCalibration serving = s_catalog.Serving;
        Accelerator card = s_catalog.Accelerators[cardId];
        TierError error = serving.ErrorOf(LadderKind.Decode, tier, card.Vendor)!;
        Quantity quantity = serving.Quantities[ServingCalibration.PathOf(cardId, LadderKind.Decode, tier)];

        Assert.Contains(tier, serving.TiersOf(card, LadderKind.Decode));
        Assert.Equal(1, quantity.Value);
        Assert.Equal(error.Sigma, Math.Log(quantity.High!.Value) / 1.2816, Tolerance.WorkedByHand);
        Assert.Equal(tier >= EvidenceTier.SameVendor, quantity.Assumed);
        Assert.NotEmpty(modelId);
    }

    private static Measurement Row(Accelerator card, Workload work, string format, Layout layout, double batch, string engine) => new()
    {
        Id = "P-1",
        SourceTitle = "A plan",
        Date = s_catalog.Stacks[card.StackId].SoftwareDate,
        Hardware = HardwareName(card.Id),
        Vendor = card.Vendor,
        Accelerators = layout.Cards,
        Model = s_catalog.Models[work.ModelId].Id,
        WeightPrecision = format,
        CachePrecision = "fp8",
        Framework = engine,
        Scenario = "serving",
        PromptTokens = work.PromptTokens,
        OutputTokens = work.OutputTokens,
        Concurrency = batch.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        Parallelism = $"TP{layout.TensorRanks}",
        Notes = (work.PrefixHitFraction > 0 ? FormattableString.Invariant($"prefix_{100 * work.PrefixHitFraction:0} ") : "")
            + (work.DraftTokens == 3 ? "mtp(3,1,4)" : work.DraftTokens == 2 ? "mtp/spec tokens 2" : ""),
    };

    private static string HardwareName(string card) => card switch
    {
        "h20-96gb" => "NVIDIA H20-96GB",
        "h100-sxm" => "NVIDIA H100-SXM",
        "h200-sxm" => "NVIDIA H200-SXM",
        _ => "Huawei Atlas 350",
    };

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, Math.Abs(expected) * Tolerance.WorkedByHand);
}
