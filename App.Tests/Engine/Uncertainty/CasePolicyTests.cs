using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Tests.Engine.Uncertainty;

public sealed class CasePolicyTests
{
    private static readonly ProcurementCase s_wide = SeededCase.Create() with { Uncertainty = WorkedCase.Policy.WithLeastRatio(EvidenceStatus.Assumed, 9) };

    [Fact]
    public void Case_WithAPolicyOfItsOwn_ReadsBackAndHasAnotherHash()
    {
        string written = CaseReader.Write(s_wide);
        CaseReading read = CaseReader.Read(written, PlannerCatalog.Default);
        Assert.Empty(read.Problems);
        Assert.Equal(9, read.Case!.Uncertainty!.Statuses[EvidenceStatus.Assumed].LeastRatio);
        Assert.Equal(written, CaseReader.Write(read.Case));
        Assert.NotEqual(CaseReader.Hash(SeededCase.Create()), CaseReader.Hash(s_wide));
    }

    [Fact]
    public void Case_WithoutOne_IsWrittenAsBefore() => Assert.DoesNotContain("uncertainty", CaseReader.Write(SeededCase.Create()), StringComparison.Ordinal);

    [Fact]
    public void Of_APolicyOfTheCase_GoesBeforeTheCatalogues()
    {
        UncertainCase wide = UncertainCase.Of(FleetComparison.EvaluateBound(s_wide, PlannerCatalog.Default), PlannerCatalog.Default);
        foreach (UncertainVariable variable in wide.Variables.Where(variable => variable.Status == EvidenceStatus.Assumed))
        {
            UncertainVariable before = WorkedCase.Uncertain.Variables.Single(other => other.Id == variable.Id);
            Assert.True(Width(variable) >= Width(before), variable.Id);
        }

        Assert.Contains(wide.Variables, variable => Width(variable) > 1.5 * Width(WorkedCase.Uncertain.Variables.Single(other => other.Id == variable.Id)));

        static double Width(UncertainVariable variable) => variable.Distribution.Quantile(0.9) - variable.Distribution.Quantile(0.1);
    }

    [Fact]
    public void Check_UnsoundPolicy_NamesFieldAndWhatIsAccepted()
    {
        UncertaintyPolicy policy = WorkedCase.Policy;
        ProcurementCase bad = SeededCase.Create() with
        {
            Uncertainty = policy.WithLeastRatio(EvidenceStatus.Claimed, 0.5) with
            {
                LossQuantile = 1,
                ModelError = policy.ModelError with { PairRatioSigma = -1, SigmaFactor = double.NaN },
                Correlations = [policy.Correlations[0] with { Spearman = 2 }],
                Pilots = policy.Pilots with { CardDayUsDollars = -1 },
            },
        };
        Assert.Equal(
            [
                "uncertainty.correlations.sites/*/energyPriceUsDollarsPerKilowattHour", "uncertainty.lossQuantile", "uncertainty.modelError.pairRatioSigma",
                "uncertainty.modelError.sigmaFactor", "uncertainty.pilots.cardDayUsDollars", "uncertainty.statuses.Claimed.leastRatio",
            ],
            CaseRules.Check(bad, PlannerCatalog.Default).Select(problem => problem.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("priceUsDollars")]
    [InlineData("decodeErrorFactor")]
    [InlineData("zzz")]
    [InlineData("")]
    public void Check_APhaseThatActsOnAnotherInput_IsRefusedNamingIt(string key)
    {
        ModelErrorRule error = WorkedCase.Policy.ModelError;
        ProcurementCase bad = SeededCase.Create() with
        {
            Uncertainty = WorkedCase.Policy with { ModelError = error with { Phases = [error.Phases[0] with { Key = key }, error.Phases[1]] } },
        };
        CaseProblem problem = Assert.Single(CaseRules.Check(bad, PlannerCatalog.Default));
        Assert.Equal(("uncertainty.modelError.phases[0].key", $"'{key}'"), (problem.Field, problem.Value));
        Assert.StartsWith("prefillErrorFactor", problem.Accepted, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_MarksLabelsAndPhasesThatNothingCanUse_AreRefused()
    {
        UncertaintyPolicy policy = WorkedCase.Policy;
        ModelErrorRule error = policy.ModelError;
        ProcurementCase bad = SeededCase.Create() with
        {
            Uncertainty = policy with
            {
                ModelError = error with { PairSigma = 1e-200, Phases = [.. error.Phases, new("third", "\u0001", "prefillErrorFactor")] },
                PerformanceMarks = [policy.PerformanceMarks[0] with { Value = -1e308 }, policy.PerformanceMarks[1] with { Value = 0, Label = " " }],
            },
        };
        Assert.Equal(
            [
                "uncertainty.modelError.pairSigma", "uncertainty.modelError.phases[2].id", "uncertainty.modelError.phases[2].label",
                "uncertainty.performanceMarks[0].value", "uncertainty.performanceMarks[1].label", "uncertainty.performanceMarks[1].value",
            ],
            CaseRules.Check(bad, PlannerCatalog.Default).Select(problem => problem.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_CorrelationsThatContradictEachOther_NamesTheRuleInWholeSentences()
    {
        UncertaintyPolicy policy = WorkedCase.Policy with { Correlations = [new("economics/*", "economics/*", -0.5, "x")] };
        CorrelationException refusal = Assert.Throws<CorrelationException>(() => UncertainCase.Of(WorkedCase.Bound, policy, WorkedCase.NoneOfTheirOwn));
        Assert.True(refusal.Value.Length < 80, refusal.Value);
        Assert.Contains("-0.5 between economics/* and economics/*", refusal.Accepted, StringComparison.Ordinal);
        Assert.EndsWith("accepted: at most 0.1", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("may differ by at most 0.1", refusal.Accepted, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ModelErrorsThatContradictEachOther_NamesTheirMembers()
    {
        UncertaintyPolicy policy = WorkedCase.Policy with { ModelError = WorkedCase.Policy.ModelError with { PhaseCorrelation = -1, StepCorrelation = -1 } };
        CorrelationException refusal = Assert.Throws<CorrelationException>(() => UncertainCase.Of(WorkedCase.Bound, policy, WorkedCase.NoneOfTheirOwn));
        Assert.Contains("modelError.phaseCorrelation -1, modelError.stepCorrelation -1", refusal.Accepted, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ThePolicyAsDelivered_IsSound()
    {
        (UncertaintyPolicy? policy, IReadOnlyList<CaseProblem> problems) = UncertaintyPolicy.Read(PlannerCatalog.EmbeddedFiles()["uncertainty.json"]);
        Assert.Empty(problems);
        Assert.Equal(WorkedCase.Policy.ModelError.PairSigma, policy!.ModelError.PairSigma);
        Assert.Equal("policy", UncertaintyPolicy.Read("[]").Problems.Single().Field);
    }

    [Fact]
    public void Check_UnknownIdsAndQuantities_NameThemAndWhatThereIs()
    {
        UncertaintyPolicy policy = WorkedCase.Policy;
        ProcurementCase bad = SeededCase.Create() with
        {
            Uncertainty = policy with
            {
                Quantities = new Dictionary<string, SpreadRule>(policy.Quantities) { ["priceDollars"] = new(2, "A slip of the pen.") },
                Pilots = policy.Pilots with { Designs = [policy.Pilots.Designs[0] with { AcceleratorId = "h21", ModelId = "qwen" }] },
            },
        };
        CaseProblem[] problems = [.. CaseRules.Check(bad, PlannerCatalog.Default)];
        Assert.Equal(
            ["uncertainty.quantities.priceDollars", "uncertainty.pilots.designs[0].acceleratorId", "uncertainty.pilots.designs[0].modelId"],
            problems.Select(problem => problem.Field));
        Assert.Contains("'h21'", problems[1].Value, StringComparison.Ordinal);
        Assert.Contains("h20-96gb", problems[1].Accepted, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ARuleForAQuantity_WidensItsInputsAlone()
    {
        UncertaintyPolicy policy = WorkedCase.Policy with
        {
            Quantities = new Dictionary<string, SpreadRule>(WorkedCase.Policy.Quantities) { ["priceUsDollars"] = new(20, "Nobody has an offer.") },
        };
        UncertainCase wide = UncertainCase.Of(WorkedCase.Bound, policy, WorkedCase.NoneOfTheirOwn);
        string[] changed = [.. wide.Variables
            .Where(variable => Ratio(variable) != Ratio(WorkedCase.Uncertain.Variables.Single(other => other.Id == variable.Id)))
            .Select(variable => EvidenceDistributions.KeyOf(variable.Id)).Distinct()];
        Assert.Equal(["priceUsDollars"], changed);
        Assert.All(
            wide.Variables.Where(variable => variable.Id.EndsWith("/priceUsDollars", StringComparison.Ordinal)),
            variable => Assert.Equal("Nobody has an offer.", variable.Rule));

        static double Ratio(UncertainVariable variable) => variable.Distribution.Quantile(0.9) - variable.Distribution.Quantile(0.1);
    }
}
