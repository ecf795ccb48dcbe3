using App.Engine.Algebra;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>The work demanded over the horizon, discounted like the money (F26). It is the same for every option: equal demand.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct WorkTotals<T>
    where T : struct, IReal<T>
{
    /// <summary>Prompt tokens, present millions.</summary>
    public T InputMegatokens;

    /// <summary>Output tokens, present millions.</summary>
    public T OutputMegatokens;

    /// <summary>Tokens of either kind, present millions at the real rate.</summary>
    public T RealMegatokens;

    /// <summary>Scored candidates, present millions.</summary>
    public T MillionCandidates;

    /// <summary>Tokens of either kind a day in the first month.</summary>
    public T TokensPerDay;

    /// <summary>Adds up the work of a timeline that has run to its end.</summary>
    public static WorkTotals<T> Of<TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        WorkTotals<T> totals = default;
        for (int w = 0; w < workspace.Workloads.Length; w++)
        {
            Serving.WorkloadSlots slots = workspace.Plan.Workloads[w];
            ref readonly WorkloadState<T> state = ref workspace.Workloads[w];
            T requests = workspace.WorkloadMonths[w].PresentRequests;
            totals.TokensPerDay += state.MeanRate * state.TokensPerRequest * T.Constant(86400);
            totals.RealMegatokens += workspace.WorkloadMonths[w].RealPresentRequests * state.TokensPerRequest;
            WorkloadKind kind = workspace.Plan.WorkloadKinds[w];
            totals.MillionCandidates += kind == WorkloadKind.Recommendation ? requests : T.Constant(0);
            totals.InputMegatokens += kind.CountsTokens() ? requests * inputs[slots.PromptTokens] : T.Constant(0);
            totals.OutputMegatokens += kind.WritesText() ? requests * inputs[slots.OutputTokens] : T.Constant(0);
        }

        sheet.Section("Totals");
        sheet.Value("Present prompt tokens", Unit.Megatokens, totals.InputMegatokens);
        sheet.Value("Present output tokens", Unit.Megatokens, totals.OutputMegatokens);
        sheet.Value("Present tokens at the real rate", Unit.Megatokens, totals.RealMegatokens);
        sheet.Value("Present candidates", Unit.Millions, totals.MillionCandidates);
        return totals;
    }
}
