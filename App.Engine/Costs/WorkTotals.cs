using App.Engine.Algebra;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>The work demanded over the horizon, discounted like the money (F26). It is the same for every option: equal demand.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="InputMegatokens">Prompt tokens, present millions.</param>
/// <param name="OutputMegatokens">Output tokens, present millions.</param>
/// <param name="MillionCandidates">Scored candidates, present millions.</param>
/// <param name="TokensPerDay">Tokens of either kind a day in the first month.</param>
internal readonly record struct WorkTotals<T>(T InputMegatokens, T OutputMegatokens, T MillionCandidates, T TokensPerDay)
    where T : struct, IReal<T>;

/// <summary>Adds up work.</summary>
internal static class WorkTotals
{
    /// <summary>Adds up the work of a timeline that has run to its end.</summary>
    public static WorkTotals<T> Of<T>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace)
        where T : struct, IReal<T>
    {
        T secondsPerDay = T.Constant(86400);
        T input = T.Constant(0);
        T output = T.Constant(0);
        T candidates = T.Constant(0);
        T daily = T.Constant(0);
        for (int w = 0; w < workspace.Workloads.Length; w++)
        {
            Serving.WorkloadSlots slots = workspace.Plan.Workloads[w];
            T requests = workspace.WorkloadMonths[w].PresentRequests;
            daily += workspace.Workloads[w].MeanRate * workspace.Workloads[w].TokensPerRequest * secondsPerDay;
            WorkloadKind kind = workspace.Plan.WorkloadKinds[w];
            candidates += kind == WorkloadKind.Recommendation ? requests : T.Constant(0);
            input += kind.CountsTokens() ? requests * inputs[slots.PromptTokens] : T.Constant(0);
            output += kind.WritesText() ? requests * inputs[slots.OutputTokens] : T.Constant(0);
        }

        return new(input, output, candidates, daily);
    }
}
