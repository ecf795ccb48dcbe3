using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Fleets;

/// <summary>The most work that an option serves within the limits: its portfolio scaled up or down until a limit is met.</summary>
/// <param name="OptionId">The option.</param>
/// <param name="DemandMultiple">Work over that of the case; 0 where not even the smallest fleet is within the limits.</param>
/// <param name="LimitedBy">The limit that a larger fleet would exceed.</param>
/// <param name="Cards">Accelerator cards.</param>
/// <param name="CapitalUsDollars">Spent on the purchase, USD.</param>
/// <param name="SiteMegawatts">Nameplate power at the meter, MW.</param>
/// <param name="TokensPerDay">Prompt and output tokens a day in the first month.</param>
/// <param name="PresentCostUsDollars">Present value of all costs after tax, USD.</param>
/// <param name="BlendedUsDollarsPerMegatoken">Cost of a million tokens, USD.</param>
/// <param name="UtilisationFraction">Busy card-hours over card-hours in service.</param>
public sealed record BudgetCapacity(
    string OptionId,
    double DemandMultiple,
    LimitKind LimitedBy,
    long Cards,
    double CapitalUsDollars,
    double SiteMegawatts,
    double TokensPerDay,
    double PresentCostUsDollars,
    double BlendedUsDollarsPerMegatoken,
    double UtilisationFraction);

/// <summary>
/// The other sizing: not the least cost for a demand but the most work for a budget, under the same limits. Layouts and roles stay those
/// of the plan; cards and replicas follow from the work.
/// </summary>
public static class BudgetSizing
{
    private const double SmallestMultiple = 1e-9;
    private const double LargestMultiple = 1e18;

    /// <summary>Multiples closer than this are the same.</summary>
    private const double Precision = 1e-6;

    /// <summary>Sizes an option for the limits.</summary>
    /// <param name="plan">The option's plan.</param>
    /// <param name="limits">
    /// The limits. Cards that have not arrived serve nothing, so where no month is stated all must arrive within the horizon.
    /// </param>
    /// <returns>Null where the option is rented, which nothing limits.</returns>
    public static BudgetCapacity? Of(BoundPlan plan, FleetLimits limits)
    {
        if (plan.Plan.Tenure == Tenure.Rent)
        {
            return null;
        }

        Trial trial = new(plan, limits with { DeliveredByMonth = limits.DeliveredByMonth ?? plan.Slots.HorizonMonths });
        if (trial.Breach(SmallestMultiple) is { } never)
        {
            return trial.Result(0, never);
        }

        double low = 1;
        double high = 1;
        LimitKind? limit;
        while ((limit = trial.Breach(high)) is null && high < LargestMultiple)
        {
            (low, high) = (high, high * 2);
        }

        LimitKind limitedBy = limit ?? LimitKind.Budget;
        while (low >= high && trial.Breach(low /= 2) is { } still)
        {
            (high, limitedBy) = (low, still);
        }

        while (high > low * (1 + Precision))
        {
            double middle = low + ((high - low) / 2);
            if (trial.Breach(middle) is { } breach)
            {
                (high, limitedBy) = (middle, breach);
            }
            else
            {
                low = middle;
            }
        }

        return trial.Result(low, limitedBy);
    }

    private sealed class Trial(BoundPlan plan, FleetLimits limits)
    {
        private readonly FleetWorkspace<Scalar> _workspace = new(plan.Slots);
        private readonly double[] _values = plan.Slots.Table.BaseValues();

        /// <summary>The first limit that a fleet for a multiple of the work exceeds.</summary>
        public LimitKind? Breach(double multiple)
        {
            Outcome<Scalar> outcome = Evaluate(multiple, out bool isSized);
            IReadOnlyList<LimitBreach> breaches = limits.Breaches(plan.Plan.Tenure, CaseInputs.Scalars(_values), _workspace, outcome);
            return breaches.Count > 0 ? breaches[0].Kind : isSized ? null : LimitKind.Budget;
        }

        public BudgetCapacity Result(double multiple, LimitKind limitedBy)
        {
            Outcome<Scalar> outcome = Evaluate(Math.Max(multiple, SmallestMultiple), out _);
            bool isNone = multiple == 0;
            return new(
                plan.Plan.OptionId,
                multiple,
                limitedBy,
                isNone ? 0 : (long)plan.Slots.Groups.Sum(group => _values[group.Cards.Index]),
                isNone ? 0 : outcome.CapitalUsDollars.Value,
                isNone ? 0 : outcome.SiteMegawatts.Value,
                isNone ? 0 : outcome.TokensPerDay.Value,
                isNone ? 0 : outcome.PresentCostUsDollars.Value,
                isNone ? 0 : outcome.BlendedUsDollarsPerMegatoken.Value,
                isNone ? 0 : outcome.UtilisationFraction.Value);
        }

        private Outcome<Scalar> Evaluate(double multiple, out bool isSized)
        {
            _values[plan.Slots.DemandMultiple.Index] = multiple;
            isSized = FleetSizing.Fill(plan.Slots, _values);
            NoSheet<Scalar> sheet = default;
            return FleetModel.Evaluate(CaseInputs.Scalars(_values), _workspace, ref sheet);
        }
    }
}
