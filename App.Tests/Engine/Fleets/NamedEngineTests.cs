using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Requirements;

namespace App.Tests.Engine.Fleets;

/// <summary>An option may name the serving engine that its language models run on.</summary>
public sealed class NamedEngineTests
{
    private static readonly ProcurementCase s_chat = SeededCase.Create() with { Workloads = [SeededCase.Create().Workloads[0]] };

    [Theory]
    [InlineData("atlas-350-112gb", "mindie")]
    [InlineData("atlas-350-112gb", "vllm-ascend")]
    [InlineData("h20-96gb", "sglang")]
    [InlineData("h20-96gb", "trtllm")]
    public void Plan_NamedEngine_StandsOnItsConstants(string cardId, string engine)
    {
        PlannerCatalog catalog = PlannerCatalog.Default;
        CaseBinding binding = new(s_chat, catalog);
        string format = cardId == "h20-96gb" ? "fp8" : "int8";

        PoolCandidate candidate = PoolCandidate.Bind(
            binding, binding.Table.Grow(), 0, catalog.Accelerators[cardId], ServingRole.Both, catalog.Formats[format], [], engine)!;

        Assert.Equal(engine, candidate.Calibration!.At(new(2, 1)).EngineId);
        Assert.Contains(
            candidate.Table.Inputs, definition => definition.Id == $"calibration/{engine}/layerOverheadMicroseconds");
        Assert.DoesNotContain(
            candidate.Table.Inputs, definition => definition.Id.EndsWith("/layerOverheadMicroseconds", StringComparison.Ordinal)
                && !definition.Id.StartsWith($"calibration/{engine}/", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluate_OneOptionNamesAnEngine_OnlyThatOptionChanges()
    {
        ProcurementCase named = Named(s_chat, 0, "mindie");

        Comparison before = FleetComparison.Evaluate(s_chat, PlannerCatalog.Default);
        Comparison after = FleetComparison.Evaluate(named, PlannerCatalog.Default);

        Assert.NotEqual(before.Options[0].Figures!.PresentCostUsDollars, after.Options[0].Figures!.PresentCostUsDollars);
        Assert.Equal(before.Options[1].Figures!.PresentCostUsDollars, after.Options[1].Figures!.PresentCostUsDollars);
        Assert.Equal(before.Options[2].Figures!.PresentCostUsDollars, after.Options[2].Figures!.PresentCostUsDollars);
    }

    [Fact]
    public void Evaluate_EngineThatTheFormatIsNotKnownToRunOn_IsRefusedWithTheReason()
    {
        ProcurementCase deepSeek = s_chat with { Workloads = [s_chat.Workloads[0] with { ModelId = "deepseek-v3" }] };

        PoolSearch any = PoolSearch.Of(new(deepSeek, PlannerCatalog.Default), 0, PlannerCatalog.Default.Accelerators["atlas-350-112gb"], ServingRole.Both, null);
        PoolSearch mindie = PoolSearch.Of(new(deepSeek, PlannerCatalog.Default), 0, PlannerCatalog.Default.Accelerators["atlas-350-112gb"], ServingRole.Both, "mindie");

        Assert.Contains(any.Trials, trial => trial.FormatId == "fp8");
        Assert.DoesNotContain(mindie.Trials, trial => trial.FormatId == "fp8");
        Assert.Contains(mindie.RefusedFormats, refused => refused.Combination.StartsWith("FP8", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("sglang", "one of vllm-ascend, mindie")]
    [InlineData("vLLM-Ascend", "one of vllm-ascend, mindie")]
    [InlineData("", "one of vllm-ascend, mindie")]
    public void Check_EngineOfAnotherStack_NamesTheOnesThatAreAccepted(string engine, string accepted)
    {
        CaseProblem problem = Assert.Single(CaseRules.Check(Named(s_chat, 0, engine), PlannerCatalog.Default));

        Assert.Equal("options[0].accelerators[0].engine", problem.Field);
        Assert.Equal($"'{engine}'", problem.Value);
        Assert.StartsWith(accepted, problem.Accepted, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AcceleratorWithoutKnownEngines_AcceptsNoneByName()
    {
        ProcurementCase biren = s_chat with
        {
            Options = [s_chat.Options[0] with { Accelerators = [new() { AcceleratorId = "biren-br106", Role = ServingRole.Both, Engine = "vllm" }] }, .. s_chat.Options.Skip(1)],
        };

        Assert.StartsWith("nothing: no serving engine is known", Assert.Single(CaseRules.Check(biren, PlannerCatalog.Default)).Accepted, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CaseWithAnEngine_ComesBackAsWritten()
    {
        ProcurementCase named = Named(s_chat, 2, "sglang", accelerator: 1);

        CaseReading reading = CaseReader.Read(CaseReader.Write(named), PlannerCatalog.Default);

        Assert.Equal("sglang", reading.Case!.Options[2].Accelerators[1].Engine);
        Assert.Null(reading.Case.Options[2].Accelerators[0].Engine);
        Assert.DoesNotContain("\"engine\"", CaseReader.Write(s_chat), StringComparison.Ordinal);
    }

    private static ProcurementCase Named(ProcurementCase procurement, int option, string engine, int accelerator = 0) => procurement with
    {
        Options = [.. procurement.Options.Select((entry, index) => index != option ? entry : entry with
        {
            Accelerators = [.. entry.Accelerators.Select((card, at) => at == accelerator ? card with { Engine = engine } : card)],
        })],
    };
}
