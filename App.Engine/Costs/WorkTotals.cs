using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>The work done over the horizon, discounted like the money (F26). It is the same for every option: equal demand.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="InputMegatokens">Prompt tokens, present millions.</param>
/// <param name="OutputMegatokens">Output tokens, present millions.</param>
/// <param name="MillionCandidates">Scored candidates, present millions.</param>
/// <param name="TokensPerDay">Tokens of either kind a day in the first month.</param>
public readonly record struct WorkTotals<T>(T InputMegatokens, T OutputMegatokens, T MillionCandidates, T TokensPerDay)
    where T : struct, IReal<T>;

/// <summary>Adds up work.</summary>
public static class WorkTotals
{
    /// <summary>Adds up the work of a timeline.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="timeline">The timeline, run to its end.</param>
    public static WorkTotals<T> Of<T>(in CaseInputs<T> inputs, PlanSlots plan, Timeline<T> timeline)
        where T : struct, IReal<T>
    {
        T secondsPerDay = T.Constant(86400);
        T million = T.Constant(1e6);
        T input = T.Constant(0);
        T output = T.Constant(0);
        T candidates = T.Constant(0);
        T daily = T.Constant(0);
        for (int w = 0; w < plan.Workloads.Count; w++)
        {
            T requests = timeline.PresentRequests(w) / million;
            if (plan.WorkloadKinds[w] == WorkloadKind.Recommendation)
            {
                candidates += requests;
                continue;
            }

            T prompt = inputs[plan.Workloads[w].PromptTokens];
            T rate = inputs[plan.Workloads[w].MeanRequestsPerSecond] * secondsPerDay;
            input += requests * prompt;
            daily += rate * prompt;
            if (plan.WorkloadKinds[w] == WorkloadKind.Generation)
            {
                T written = inputs[plan.Workloads[w].OutputTokens];
                output += requests * written;
                daily += rate * written;
            }
        }

        return new(input, output, candidates, daily);
    }
}
