using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Requirements;

namespace App.Tests.Engine.Comparisons;

public sealed class EngineWarningsTests
{
    private const string Atlas = "atlas-350-112gb";
    private static readonly PlannerCatalog s_catalog = PlannerCatalog.Default;
    private static readonly ProcurementCase s_seeded = SeededCase.Create();

    [Fact]
    public void Engine_NamedInOneOptionOfACard_IsWarnedOfInTheOther_WithWhatIsPlannedThere()
    {
        OptionResult[] options = [.. Evaluate(("atlas", ServingRole.Both, "mindie"))];

        OptionResult mixed = options.Single(option => option.Option.Accelerators.Count == 2);
        Assert.All(Pools(options.Single(option => option.Option.Id == "atlas"), Atlas), pool => Assert.Equal("mindie", pool.EngineId));
        Assert.All(Pools(mixed, Atlas), pool => Assert.Equal("vllm-ascend", pool.EngineId));
        Assert.Equal(
            "No serving engine is named for Atlas 350 (112 GB), so it is planned with vLLM-Ascend, measured nearest. "
                + "'All Atlas 350' names MindIE for it, so the two differ by engine as well as by fleet.",
            Assert.Single(mixed.Warnings));
        Assert.All(options.Where(option => option != mixed), option => Assert.Empty(option.Warnings));
    }

    [Fact]
    public void Engine_NamedWhereItIsTheNearestAnyway_IsNoWarning() =>
        Assert.All(Evaluate(("atlas", ServingRole.Both, "vllm-ascend")), option => Assert.Empty(option.Warnings));

    [Fact]
    public void Engine_NamedForOnePhaseOfASplitFleet_IsWarnedOfForTheOther()
    {
        string mixed = s_seeded.Options.Single(option => option.Accelerators.Count == 2).Id;

        OptionResult result = Evaluate((mixed, ServingRole.Decode, "vllm")).Single(option => option.Option.Id == mixed);

        Assert.Equal("vLLM is named for H20 (96 GB) and no serving engine for Atlas 350 (112 GB), which is planned with vLLM-Ascend, measured nearest.", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Engine_NamedForAllCards_IsNoWarning()
    {
        string mixed = s_seeded.Options.Single(option => option.Accelerators.Count == 2).Id;

        Assert.All(
            Evaluate((mixed, ServingRole.Prefill, "vllm-ascend"), (mixed, ServingRole.Decode, "sglang"), ("h20", ServingRole.Both, "sglang"), ("atlas", ServingRole.Both, "vllm-ascend")),
            option => Assert.Empty(option.Warnings));
    }

    /// <summary>What an engine does not run is refused in its name, so that the buyer knows what to change.</summary>
    [Fact]
    public void Format_ThatANamedEngineDoesNotRun_IsRefusedInTheNameOfTheEngine()
    {
        PoolSearch named = PoolSearch.Of(new(s_seeded, s_catalog), 0, s_catalog.Accelerators[Atlas], ServingRole.Both, "mindie");
        PoolSearch free = PoolSearch.Of(new(s_seeded, s_catalog), 0, s_catalog.Accelerators[Atlas], ServingRole.Both, null);

        Assert.Contains(named.RefusedFormats, refused => refused.Combination == "FP8 on Atlas 350 (112 GB) with MindIE");
        Assert.All(free.RefusedFormats, refused => Assert.EndsWith(" on Atlas 350 (112 GB)", refused.Combination, StringComparison.Ordinal));
    }

    [Fact]
    public void Engine_OfCardsThatServeNoLanguageModel_IsWarnedOfAsNotUsed()
    {
        string[] warnings = [.. Evaluate(s_seeded with { Workloads = [s_seeded.Workloads.Single(work => work.Id == "vision")] }, ("h20", ServingRole.Both, "vllm"))
            .Single(option => option.Option.Id == "h20").Warnings];

        Assert.Equal(["vLLM is named for H20 (96 GB), which serves no language model in this plan: the engine is not used."], warnings);
    }

    /// <summary>Public runs of DeepSeek in MXFP4 are those of the vendor's reference implementation, whose constants nobody has measured.</summary>
    [Fact]
    public void Format_ThatTheNearestEngineIsNotKnownToRun_IsWarnedOf()
    {
        ProcurementCase deepSeek = s_seeded with { Workloads = [s_seeded.Workloads[0] with { ModelId = "deepseek-v4-flash", WeightBits = 4 }] };

        OptionResult atlas = Evaluate(deepSeek).Single(option => option.Option.Id == "atlas");

        Assert.Contains(atlas.Plan!.Pools, pool => pool.FormatId == "mxfp4");
        Assert.Equal(
            "MXFP4 on Atlas 350 (112 GB) is known to run in CANN reference implementation only, which was not measured as a serving engine. "
                + "Planned with the constants of vLLM-Ascend: Chat.",
            Assert.Single(atlas.Warnings));
        Assert.DoesNotContain(Evaluate(deepSeek, ("atlas", ServingRole.Both, "vllm-ascend")).Single(option => option.Option.Id == "atlas").Plan!.Pools, pool => pool.FormatId == "mxfp4");
    }

    private static IEnumerable<PoolPlan> Pools(OptionResult option, string card) => option.Plan!.Pools.Where(pool =>
        pool.AcceleratorId == card && s_catalog.Models[s_seeded.Workloads.Single(work => work.Id == pool.WorkloadId).ModelId].Kind == ModelKind.Language);

    private static IReadOnlyList<OptionResult> Evaluate(params (string Option, ServingRole Role, string Engine)[] names) => Evaluate(s_seeded, names);

    private static IReadOnlyList<OptionResult> Evaluate(ProcurementCase procurement, params (string Option, ServingRole Role, string Engine)[] names) => FleetComparison.Evaluate(
        procurement with
        {
            Options = [.. procurement.Options.Select(option => option with
            {
                Accelerators = [.. option.Accelerators.Select(entry =>
                    names.FirstOrDefault(name => name.Option == option.Id && name.Role == entry.Role) is { Engine: { } engine } ? entry with { Engine = engine } : entry)],
            })],
        }, s_catalog).Options;
}
