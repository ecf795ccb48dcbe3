using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Requirements;

namespace App.Tests.Engine.Comparisons;

/// <summary>Mistakes seen in public planning tools, in what is planned and paid: the reading of hardware and measurements has its own tests.</summary>
public sealed class NeverAgainTests
{
    private static readonly PlannerCatalog s_catalog = PlannerCatalog.Default;
    private static readonly ProcurementCase s_seeded = SeededCase.Create();

    /// <summary>A latent cache keeps 512 + 64 elements a layer, not keys of 192 and values of 128 for each of 128 heads: 71 times less.</summary>
    [Fact]
    public void Cache_OfLatentAttention_IsNotSizedAsFullKeysAndValues()
    {
        ModelArchitecture model = s_catalog.Models["deepseek-v3"];
        double kept = new ServingBench(model.Id, "h20-96gb", "fp8", new Layout(1, 1), new Dictionary<string, double>()).Replica.Sizes.CacheElementsPerToken.Value;
        double full = model.Counts[ModelCounts.Layers] * model.Counts[ModelCounts.AttentionHeads]
            * (model.Counts[ModelCounts.NopeHeadSize] + model.Counts[ModelCounts.RotaryHeadSize] + model.Counts[ModelCounts.ValueHeadSize]);

        Assert.Equal(576.0 * 61, kept);
        Assert.Equal(128.0 * 320 / 576, full / kept, Tolerance.WorkedByHand);
    }

    /// <summary>Split serving is paid by the cards of both sides.</summary>
    [Fact]
    public void Cards_OfSplitServing_AreThoseOfBothSides()
    {
        ProcurementCase chat = s_seeded with { Workloads = [s_seeded.Workloads[0]] };
        foreach (OptionResult option in FleetComparison.Evaluate(chat, s_catalog).Options.Where(option => option.Plan is not null))
        {
            FleetPlan plan = option.Plan!;
            Assert.InRange(plan.Cards, plan.Pools.Sum(pool => pool.Cards), long.MaxValue);
            Assert.Equal(plan.Cards, option.Figures!.Cards);
            Assert.All(plan.Groups, group => Assert.InRange(
                group.Cards, plan.Pools.Where(pool => pool.AcceleratorId == group.AcceleratorId).Sum(pool => pool.Cards), long.MaxValue));
        }
    }

    /// <summary>The price of prompt tokens is that of reading them: writing longer outputs makes outputs cost more, not prompts as much.</summary>
    [Fact]
    public void Price_OfPromptTokens_IsNotPutOnOutputs()
    {
        Workload chat = s_seeded.Workloads[0];
        OptionFigures figures = H20(chat);
        double tokens = chat.PromptTokens + chat.OutputTokens;
        double spent = figures.BlendedUsDollarsPerMegatoken * tokens;

        Assert.Equal(spent, (chat.PromptTokens * figures.InputUsDollarsPerMegatoken) + (chat.OutputTokens * figures.OutputUsDollarsPerMegatoken), spent * Tolerance.WorkedByHand);
        Assert.True(
            figures.OutputUsDollarsPerMegatoken > 2 * figures.InputUsDollarsPerMegatoken,
            $"{figures.OutputUsDollarsPerMegatoken} and {figures.InputUsDollarsPerMegatoken}");
    }

    /// <summary>Idle hours are in the fleet's size once: a busiest hour twice as high takes twice the cards for the same tokens, not four times.</summary>
    [Fact]
    public void Utilisation_IsCountedOnce()
    {
        Workload chat = s_seeded.Workloads[0];
        OptionFigures even = H20(chat with { PeakToMeanRatio = 1.5 });
        OptionFigures peaked = H20(chat with { PeakToMeanRatio = 3 });

        Assert.InRange((double)peaked.Cards / even.Cards, 1.95, 2.05);
        Assert.InRange(even.UtilisationFraction / peaked.UtilisationFraction, 1.9, 2.1);
        Assert.InRange(peaked.BlendedUsDollarsPerMegatoken / even.BlendedUsDollarsPerMegatoken, 1.5, 2.1);
    }

    /// <summary>An accelerator that the catalogue lacks is refused by name.</summary>
    [Fact]
    public void Accelerator_ThatIsNotKnown_IsNeverAnother()
    {
        ProcurementCase unknown = s_seeded with
        {
            Options = [s_seeded.Options[0] with { Accelerators = [new() { AcceleratorId = "atlas-350", Role = ServingRole.Both }] }, .. s_seeded.Options.Skip(1)],
        };

        CaseProblem problem = Assert.Single(CaseRules.Check(unknown, s_catalog));

        Assert.Equal(("options[0].accelerators[0].acceleratorId", "'atlas-350'"), (problem.Field, problem.Value));
    }

    private static OptionFigures H20(Workload work) => FleetComparison.Evaluate(
        s_seeded with
        {
            Workloads = [work with { GrowthPerYearFraction = 0 }],
            Site = s_seeded.Site with { PowerLimitMegawatts = 10_000 },
            Finance = s_seeded.Finance with { BudgetUsDollars = 1e12 },
        },
        s_catalog).Options.Single(option => option.Option.Id == "h20").Figures!;
}
