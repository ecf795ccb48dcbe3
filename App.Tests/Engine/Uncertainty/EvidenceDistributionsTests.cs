using App.Engine.Evidence;
using App.Engine.Inputs;
using App.Engine.Uncertainty;

namespace App.Tests.Engine.Uncertainty;

public sealed class EvidenceDistributionsTests
{
    [Fact]
    public void Of_Verified_ItsStatedRange()
    {
        Distribution range = Of("sites/x/energyPriceUsDollarsPerKilowattHour", 0.05, 0.049, 0.052, EvidenceStatus.Verified);
        Near(0.049, range.Quantile(0.1));
        Near(0.05, range.Quantile(0.5));
        Near(0.052, range.Quantile(0.9));
        Assert.True(Of("sites/x/energyPriceUsDollarsPerKilowattHour", 0.05, 0.05, 0.05, EvidenceStatus.Verified).IsPoint);
    }

    [Fact]
    public void Of_Corroborated_SpansItsSources()
    {
        Distribution range = Of("accelerators/x/thermalDesignPowerWatts", 400, 400, 550, EvidenceStatus.Corroborated);
        Near(400, range.Quantile(0.1));
        Near(550, range.Quantile(0.9));
    }

    [Fact]
    public void Of_ClaimedPerformance_ClaimIsAnOptimisticBound()
    {
        Distribution peak = Of("accelerators/x/peakTeraflops/fp8", 756, 756, 756, EvidenceStatus.Claimed);
        Near(756, peak.Quantile(0.9));
        Near(756 * 0.9, peak.Quantile(0.5));
        Near(756 * 0.75, peak.Quantile(0.1));
        Distribution power = Of("accelerators/x/thermalDesignPowerWatts", 600, 600, 600, EvidenceStatus.Claimed);
        Near(600, power.Quantile(0.1));
        Near(600 / 0.75, power.Quantile(0.9));
    }

    [Fact]
    public void Of_Assumed_AtLeastThreefold()
    {
        Distribution price = Of("accelerators/x/priceUsDollars", 10_000, 9_000, 11_000, EvidenceStatus.Assumed);
        Near(3, price.Quantile(0.9) / price.Quantile(0.1));
        Distribution share = Of("economics/maximumLoadFraction", 0.85, 0.84, 0.86, EvidenceStatus.Assumed);
        double Odds(double p) => share.Quantile(p) / (1 - share.Quantile(p));
        Near(3, Odds(0.9) / Odds(0.1));
        Assert.InRange(share.Quantile(0.99999), 0, 1);
        Distribution multiplier = Of("accelerators/x/serverOverheadMultiplier", 1.4, 1.39, 1.41, EvidenceStatus.Assumed);
        Near(3, (multiplier.Quantile(0.9) - 1) / (multiplier.Quantile(0.1) - 1));
        Assert.InRange(multiplier.Quantile(0.00001), 1, 1.4);
    }

    [Fact]
    public void Of_Expired_IsWiderUnlessItsStatusIsWiderStillOrItIsCountable()
    {
        double Ratio(string id, EvidenceStatus status, EvidenceFlags flags) => Of(id, 100, 98, 102, status, flags) is var range
            ? range.Quantile(0.9) / range.Quantile(0.1) : 0;
        Assert.Equal(102.0 / 98, Ratio("accelerators/x/priceUsDollars", EvidenceStatus.Verified, EvidenceFlags.None), Tolerance.WorkedByHand);
        Near(1.5, Ratio("accelerators/x/priceUsDollars", EvidenceStatus.Verified, EvidenceFlags.Expired));
        Near(1.5, Ratio("accelerators/x/priceUsDollars", EvidenceStatus.Claimed, EvidenceFlags.Expired));
        Near(3, Ratio("accelerators/x/priceUsDollars", EvidenceStatus.Assumed, EvidenceFlags.Expired));
        Near(102.0 / 98, Ratio("accelerators/x/memoryGigabytes", EvidenceStatus.Claimed, EvidenceFlags.Expired));
    }

    [Fact]
    public void Of_RangeThatTouchesItsBound_StaysInside()
    {
        Distribution premium = Of("economics/bridgePremiumFraction", 0.2, 0, 0.5, EvidenceStatus.Assumed);
        Assert.Equal(0, premium.Quantile(0.001));
        Near(0.5, premium.Quantile(0.9));
    }

    [Fact]
    public void Of_WhatIsChosenOrCoveredByTheModelError_IsCertain()
    {
        Assert.True(Of("models/x/layers", 64, 60, 70, EvidenceStatus.Assumed).IsPoint);
        Assert.True(Of("accelerators/x/decodeErrorFactor/sameChip", 1, 0.5, 2, EvidenceStatus.Assumed).IsPoint);
        Assert.True(EvidenceDistributions.Of(
            new("workloads/chat/promptTokens", "", Unit.One, InputKind.Requirement, 2000, 2000, 2000, EvidenceStatus.Requirement, "", []),
            WorkedCase.Policy).Distribution.IsPoint);
    }

    [Fact]
    public void Problems_ShippedPolicy_None() => Assert.Empty(WorkedCase.Policy.Problems());

    [Fact]
    public void Problems_UnsoundPolicy_NamesFieldValueAndWhatIsAccepted()
    {
        UncertaintyPolicy policy = WorkedCase.Policy with
        {
            LossQuantile = 1,
            ModelError = WorkedCase.Policy.ModelError with { SigmaFactor = -1 },
            Statuses = new Dictionary<EvidenceStatus, SpreadRule> { [EvidenceStatus.Verified] = new(0.5, "") },
        };
        Assert.Contains(("lossQuantile", "1", "above 0.5 and below 1"), policy.Problems());
        Assert.Contains(("modelError.sigmaFactor", "-1", "0 to 10"), policy.Problems());
        Assert.Contains(policy.Problems(), problem => problem is ("statuses.Assumed", "missing", _));
        Assert.Contains(("statuses.Verified.leastRatio", "0.5", "1 to 1000"), policy.Problems());
    }

    private static Distribution Of(
        string id, double value, double low, double high, EvidenceStatus status, EvidenceFlags flags = EvidenceFlags.None) => EvidenceDistributions.Of(
        new(id, id, Unit.One, InputKind.Assumption, value, low, high, status, "", []) { Flags = flags }, WorkedCase.Policy).Distribution;

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, expected * Tolerance.WorkedByHand);
}
