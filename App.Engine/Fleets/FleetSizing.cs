using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Inputs;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>Sizes a plan for the busiest hour of its busiest month (F29).</summary>
public static class FleetSizing
{
    /// <summary>More replicas than this are no fleet: a trillion, far above all accelerators ever made.</summary>
    public const double MostReplicas = 1e12;

    /// <summary>Writes replicas and cards of a plan into the values of a run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="values">One number per slot of the plan's table; those of replicas and cards are replaced.</param>
    /// <returns>
    /// False where some pool can do no work with these values, or would need more than <see cref="MostReplicas"/>, so that no number of
    /// cards is enough.
    /// </returns>
    public static bool Fill(PlanSlots plan, double[] values)
    {
        CaseInputs<Scalar> inputs = CaseInputs.Scalars(values);
        double usable = PoolStates.Usable(inputs, plan.Economy).Value;
        double[] cards = new double[plan.Groups.Count];
        foreach (PoolSlots pool in plan.Pools)
        {
            double rate = PoolStates.ThroughputOf(inputs, pool, plan.Workloads[pool.Workload], plan.Serving).RequestsPerSecond.Value;
            double replicas = Math.Ceiling(PeakRate(plan.Workloads[pool.Workload], plan.HorizonMonths, inputs) * values[plan.DemandMultiple.Index] / (rate * usable));
            if (!(replicas <= MostReplicas))
            {
                return false;
            }

            values[pool.Replicas.Index] = replicas;
            cards[pool.Group] += replicas * values[pool.Layout.Cards.Index];
        }

        for (int g = 0; g < cards.Length; g++)
        {
            int perServer = plan.Groups[g].CardsPerServer;
            values[plan.Groups[g].Cards.Index] = Math.Ceiling(cards[g] / perServer) * perServer;
        }

        return true;
    }

    /// <summary>Requests per second in the busiest hour of the busiest month.</summary>
    /// <param name="workload">Where the workload's numbers stand.</param>
    /// <param name="horizonMonths">Months of service.</param>
    /// <param name="inputs">The run's numbers.</param>
    public static double PeakRate(WorkloadSlots workload, int horizonMonths, in CaseInputs<Scalar> inputs)
    {
        double growth = 1 + inputs[workload.GrowthPerYearFraction].Value;
        double months = growth > 1 ? horizonMonths - 1 : 0;
        return inputs[workload.MeanRequestsPerSecond].Value * inputs[workload.PeakToMeanRatio].Value * Math.Pow(growth, months / 12);
    }
}
