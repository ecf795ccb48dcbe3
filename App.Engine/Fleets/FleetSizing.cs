using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Inputs;

namespace App.Engine.Fleets;

/// <summary>Sizes a plan for the busiest hour of its busiest month (F29).</summary>
public static class FleetSizing
{
    /// <summary>Writes replicas and cards of a plan into the values of a run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="values">One number per slot of the plan's table; those of replicas and cards are replaced.</param>
    /// <returns>False where some pool can do no work with these values, so that no number of cards is enough.</returns>
    public static bool Fill(PlanSlots plan, double[] values)
    {
        CaseInputs<Scalar> inputs = CaseInputs.Scalars(values);
        double usable = PoolStates.Usable(inputs, plan.Economy).Value;
        double[] cards = new double[plan.Groups.Count];
        foreach (PoolSlots pool in plan.Pools)
        {
            double rate = PoolStates.ThroughputOf(inputs, pool, plan.Workloads[pool.Workload], plan.Serving).RequestsPerSecond.Value;
            double replicas = Math.Ceiling(PeakRate(plan, pool.Workload, values) / (rate * usable));
            if (!double.IsFinite(replicas))
            {
                return false;
            }

            values[pool.Replicas.Index] = replicas;
            cards[pool.Group] += replicas * values[pool.Layout.TensorRanks.Index] * values[pool.Layout.ExpertRanks.Index];
        }

        for (int g = 0; g < cards.Length; g++)
        {
            int perServer = plan.Groups[g].CardsPerServer;
            values[plan.Groups[g].Cards.Index] = Math.Ceiling(cards[g] / perServer) * perServer;
        }

        return true;
    }

    /// <summary>Requests per second in the busiest hour of the busiest month.</summary>
    private static double PeakRate(PlanSlots plan, int workload, double[] values)
    {
        double growth = 1 + values[plan.Workloads[workload].GrowthPerYearFraction.Index];
        double months = growth > 1 ? plan.HorizonMonths - 1 : 0;
        return values[plan.Workloads[workload].MeanRequestsPerSecond.Index]
            * values[plan.Workloads[workload].PeakToMeanRatio.Index]
            * Math.Pow(growth, months / 12);
    }
}
