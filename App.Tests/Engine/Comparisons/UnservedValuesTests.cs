using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Shared;
using App.Shared.Comparisons;
using App.Tests.Engine.Uncertainty;

namespace App.Tests.Engine.Comparisons;

public sealed class UnservedValuesTests
{
    [Fact]
    public void Exposure_AValueAtWhichNothingServes_IsBoundedAndSaid()
    {
        ProcurementCase slow = SeededCase.Create() with
        {
            Overrides = [new() { AssumptionId = "accelerators/h100-sxm/decodeErrorFactor/sameChipAndEngine", Value = 0.1, Reason = "x" }],
        };
        BoundComparison bound = FleetComparison.EvaluateBound(slow, PlannerCatalog.Default);

        DecisionExposure exposure = SwingAnalysis.Exposure(SwingAnalysis.Swings(bound));

        Assert.Contains(exposure.Swings, swing => swing.IsUnserved);
        Assert.All(exposure.Swings, swing => Assert.True(double.IsFinite(swing.RangeUsDollars), swing.Input.Id));
        Assert.Equal(1, exposure.ShareByStatus.Values.Sum(), Tolerance.WorkedByHand);
        var evidence = CaseEvidence.Of(bound, PlannerCatalog.Default);
        Assert.Equal(exposure.Swings, evidence.Exposure(bound).Swings);
        Assert.NotEmpty(JsonSerializer.Serialize(evidence, SharedJson.Default.CaseEvidence));
        Assert.NotEmpty(Evaluation.Write(Evaluation.Of(bound, evidence.Odds)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Exposure_AllAssumptionsOfAKindAtABound_IsFinite(bool high)
    {
        // All inputs of a kind at their bound of what is accepted: what no range would reach.
        string[] kinds = ["accelerators/memoryGigabytes", "accelerators/memoryBandwidthTerabytesPerSecond", "accelerators/sameChipAndEngine", "accelerators/priceUsDollars"];
        IEnumerable<IGrouping<string, Input>> keys = WorkedCase.Bound.Plans.Values.SelectMany(plan => plan.Slots.Table.Inputs)
            .Where(input => input.Kind == InputKind.Assumption && AssumptionPath.Find(input.Id, PlannerCatalog.Default) is not null)
            .DistinctBy(input => input.Id).GroupBy(input => string.Join('/', input.Id.Split('/')[0], input.Id.Split('/')[^1]))
            .Where(kind => kinds.Contains(kind.Key));
        List<string> bad = [];
        foreach (IGrouping<string, Input> key in keys)
        {
            ProcurementCase extreme = SeededCase.Create() with
            {
                Overrides = [.. key.Select(input => (input.Id, Info: AssumptionPath.Find(input.Id, PlannerCatalog.Default)!))
                    .Select(entry => new AssumptionOverride { AssumptionId = entry.Id, Value = high ? entry.Info.Maximum : entry.Info.Minimum, Reason = "x" })],
            };
            if (CaseRules.Check(extreme, PlannerCatalog.Default).Count > 0)
            {
                continue;
            }

            try
            {
                BoundComparison bound = FleetComparison.EvaluateBound(extreme, PlannerCatalog.Default);
                _ = Evaluation.Write(Evaluation.Of(bound, new ChoiceOdds(0, [])));
            }
            catch (ArgumentException problem)
            {
                bad.Add($"{key.Key}: {problem.Message}");
            }
        }

        Assert.Equal(kinds.Length, keys.Count());
        Assert.Empty(bad);
    }
}
