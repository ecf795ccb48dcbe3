using App.Engine.Catalog;
using App.Engine.DecisionAnalysis;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Tests.Engine.Uncertainty;

namespace App.Tests.Engine.Studies;

public sealed class DecisionSharesTests
{
    private static readonly ModelErrorRule s_modelError = PlannerCatalog.Default.Uncertainty.ModelError;

    [Fact]
    public void Study_GivesEachInputItsValueOverThatOfKnowingEverything_AndTheModelsErrorsTheInputsTheyActThrough()
    {
        StudyResult study = Study();
        double perfect = study.Decision!.PerfectInformation.Value;

        DecisionShares shares = DecisionShares.Of(study, s_modelError)!;

        Assert.Equal(ShareMeasure.ValueOfInformation, shares.Measure);
        VariableStudy price = study.Variables.Single(variable => variable.Id == "accelerators/h20-96gb/priceUsDollars");
        Assert.Equal(price.Value.Value / perfect, shares.Fractions[price.Id]);
        Assert.Equal(price.Value.Value, shares.WorthUsDollars[price.Id]);
        VariableStudy error = study.Variables.First(variable => variable.Id.StartsWith("modelError/", StringComparison.Ordinal) && s_modelError.InputsOf(variable.Id).Single() != variable.Id);
        Assert.True(shares.WorthUsDollars[s_modelError.InputsOf(error.Id).Single()] >= error.Value.Value);
        Assert.DoesNotContain(error.Id, shares.Fractions.Keys);
        Assert.All(shares.Fractions.Values, share => Assert.InRange(share, 0, 1));
    }

    [Fact]
    public void Study_WithoutASecondCandidate_OrWhereNothingIsWorthKnowing_MeasuresNoShare()
    {
        StudyResult study = Study();

        Assert.Null(DecisionShares.Of(study with { Decision = study.Decision! with { RunnerUp = null } }, s_modelError));
        Assert.Null(DecisionShares.Of(study with { Decision = study.Decision! with { PerfectInformation = new Estimate(1, 1) } }, s_modelError));
        Assert.Null(DecisionShares.Of(study with { Decision = null }, s_modelError));
    }

    private static StudyResult Study()
    {
        StudyRun run = new(WorkedCase.Uncertain, new(512, 1, Sampler.Sobol));
        run.Run(1, TestContext.Current.CancellationToken);
        return StudyAnalysis.Of(run, 1, TestContext.Current.CancellationToken);
    }
}
