using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Engine.Inputs;

namespace App.Engine.Uncertainty;

/// <summary>The distribution that an input's evidence gives it, with the rule that was applied.</summary>
/// <param name="Distribution">The distribution.</param>
/// <param name="Rule">The rule and its reason, for a person.</param>
public sealed record AssignedDistribution(Distribution Distribution, string Rule);

/// <summary>Sets distributions by a policy.</summary>
public static class EvidenceDistributions
{
    /// <summary>The distribution of an input.</summary>
    /// <param name="input">The input; its range is P10 to P90.</param>
    /// <param name="policy">The policy.</param>
    public static AssignedDistribution Of(Input input, UncertaintyPolicy policy)
    {
        if (input.Kind != InputKind.Assumption)
        {
            return new(new PointDistribution(input.Value), "Stated by the buyer or decided by the planner.");
        }

        if (policy.Exact.FirstOrDefault(rule => input.Id.StartsWith(rule.Prefix, StringComparison.Ordinal)) is { } exact)
        {
            return new(new PointDistribution(input.Value), exact.Why);
        }

        string key = KeyOf(input.Id);
        if (policy.ModelError.Phases.Any(phase => phase.Key == key))
        {
            return new(new PointDistribution(input.Value), "Its error is part of the serving model's measured error.");
        }

        Support support = Support.Of(QuantityRegistry.Find(key), input);
        if (input.Status == EvidenceStatus.Claimed && input.Low == input.High)
        {
            if (policy.ClaimedPerformance.HigherIsBetter.Contains(key))
            {
                return new(
                    support.Between(input.Value * policy.ClaimedPerformance.LowFactor, input.Value * policy.ClaimedPerformance.MedianFactor, input.Value),
                    policy.ClaimedPerformance.Why);
            }

            if (policy.ClaimedPerformance.LowerIsBetter.Contains(key))
            {
                return new(
                    support.Between(input.Value, input.Value / policy.ClaimedPerformance.MedianFactor, input.Value / policy.ClaimedPerformance.LowFactor),
                    policy.ClaimedPerformance.Why);
            }
        }

        SpreadRule spread = policy.Quantities.GetValueOrDefault(key) ?? OfEvidence(input, policy);
        return new(support.Spread(input.Low, input.Value, input.High, spread.LeastRatio), spread.Why);
    }

    private static SpreadRule OfEvidence(Input input, UncertaintyPolicy policy)
    {
        SpreadRule status = policy.Statuses[input.Status];
        return (input.Flags & EvidenceFlags.Expired) != 0 && policy.Expired.LeastRatio > status.LeastRatio ? policy.Expired : status;
    }

    /// <summary>Whether the spread of an input is set by a rule: that of its quantity, else that of its evidence.</summary>
    /// <param name="input">The input.</param>
    /// <param name="policy">The policy.</param>
    public static bool IsSpreadBy(Input input, UncertaintyPolicy policy)
    {
        string key = KeyOf(input.Id);
        return input.Kind == InputKind.Assumption && key != EventQuantities.ProbabilityFraction && key != VariableChoice.OccursKey
            && !policy.Exact.Any(rule => input.Id.StartsWith(rule.Prefix, StringComparison.Ordinal))
            && !policy.ModelError.Phases.Any(phase => phase.Key == key);
    }

    /// <summary>The kind of quantity of an input, by its id.</summary>
    /// <param name="id">For instance "accelerators/h20-96gb/peakTeraflops/fp8".</param>
    public static string KeyOf(string id)
    {
        string[] parts = id.Split('/');
        return parts is ["accelerators", _, string key, _] ? key : parts[^1];
    }

    /// <summary>What values a quantity can have, and the scale on which its uncertainty is symmetric.</summary>
    private readonly record struct Support(double? Minimum, double? Maximum, DistributionScale Scale)
    {
        public static Support Of(QuantityInfo? info, Input input) => info switch
        {
            { UnitSymbol: "", Maximum: 1 } => new(0, 1, DistributionScale.Logistic),
            { UnitSymbol: "", Minimum: 1 } => new(1, null, DistributionScale.Logarithmic),
            _ when input.Low < 0 => new(null, null, DistributionScale.Linear),
            _ => new(0, null, DistributionScale.Logarithmic),
        };

        public Distribution Between(double low, double middle, double high) => low == high
            ? new PointDistribution(middle)
            : new ThreePointDistribution(low, middle, high, Minimum, Maximum, Reaches(low) && Reaches(high) ? Scale : DistributionScale.Linear);

        public Distribution Spread(double low, double middle, double high, double leastRatio)
        {
            if (!Reaches(low) || !Reaches(high) || Scale == DistributionScale.Linear)
            {
                return Between(low, middle, high);
            }

            double missing = Math.Log(leastRatio) - (ToScale(high) - ToScale(low));
            return missing <= 0
                ? Between(low, middle, high)
                : Between(FromScale(ToScale(low) - (missing / 2)), middle, FromScale(ToScale(high) + (missing / 2)));
        }

        private bool Reaches(double value) => !(value <= Minimum) && !(value >= Maximum);

        private double ToScale(double value) =>
            Scale == DistributionScale.Logistic ? Math.Log(value / (1 - value)) : Math.Log(value - (Minimum ?? 0));

        private double FromScale(double value) =>
            Scale == DistributionScale.Logistic ? 1 / (1 + Math.Exp(-value)) : (Minimum ?? 0) + Math.Exp(value);
    }
}
