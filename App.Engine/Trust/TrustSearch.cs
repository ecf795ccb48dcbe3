using App.Engine.Calibration;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Requirements;

namespace App.Engine.Trust;

/// <summary>Answers how far the throughput of a workload in an option can be trusted.</summary>
public static class TrustSearch
{
    /// <summary>Searches the option's plans and gathers what stands behind the one that was chosen.</summary>
    /// <param name="request">The question; its case has been checked (<see cref="CaseReader"/>).</param>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="measured">The published measurements.</param>
    /// <exception cref="ArgumentException">The case has no such option or workload.</exception>
    public static TrustReport Of(TrustRequest request, PlannerCatalog catalog, MeasuredRows measured)
    {
        int index = request.Case.Workloads.Select(workload => workload.Id).ToList().IndexOf(request.WorkloadId);
        if (index < 0)
        {
            throw new ArgumentException($"The case has no workload '{request.WorkloadId}'.", nameof(request));
        }

        WorkloadSearch search = PlanSearch.Of(request.Case, catalog, request.OptionId).Workloads[index];
        BoundPlan? plan = FleetComparison.EvaluateBound(request.Case, catalog).Plans.GetValueOrDefault(request.OptionId);
        CaseBinding binding = new(request.Case, catalog);
        List<PoolTrust> pools = [];
        for (int p = 0; p < (plan?.Slots.Pools.Count ?? 0); p++)
        {
            if (plan!.Slots.Pools[p].Workload == index)
            {
                pools.Add(Pool(binding, index, plan, p, search, measured));
            }
        }

        return new(
            request.OptionId, request.WorkloadId, search.Kind, pools, search.Chosen, search.Front, search.Candidates,
            [.. Rejections(search.Pools).OrderByDescending(group => group.Layouts).ThenBy(group => group.Reason, StringComparer.Ordinal)]);
    }

    private static PoolTrust Pool(
        CaseBinding binding, int workload, BoundPlan bound, int place, WorkloadSearch search, MeasuredRows measured)
    {
        PoolPlan plan = bound.Plan.Pools[place];
        PoolSlots slots = bound.Slots.Pools[place];
        Layout layout = new(plan.TensorRanks, plan.ExpertRanks, plan.PipelineStages);
        double batch = search.Chosen?.Pools.FirstOrDefault(point => point.Role == plan.Role)?.Batch ?? 0;
        string? engine = binding.Case.Options.Single(option => option.Id == bound.Plan.OptionId).EngineOn(plan.AcceleratorId);
        PoolCandidate? candidate = PoolCandidate.Bind(
            binding, binding.Table.Grow(), workload, binding.Catalog.Accelerators[plan.AcceleratorId], plan.Role, binding.Catalog.Formats[plan.FormatId],
            [], engine);
        if (candidate?.Calibration is not { } calibration)
        {
            return new(plan.AcceleratorId, plan.Role, plan.FormatId, layout, "", batch, [], []);
        }

        Deployment deployment = calibration.At(layout);
        LayoutLadder ladder = calibration.Ladder(layout);
        Corrections corrections = ladder.At(batch);
        List<TrustedTime> times = [];
        if (plan.Role != ServingRole.Prefill && slots.Kind.WritesText())
        {
            times.Add(measured.Behind(deployment, ladder.Decode, corrections.Decode));
        }

        if (plan.Role != ServingRole.Decode)
        {
            times.Add(measured.Behind(deployment, ladder.FirstToken, corrections.FirstToken));
        }

        return new(plan.AcceleratorId, plan.Role, plan.FormatId, layout, deployment.EngineId, batch, times, PhaseTimes.Of(bound.Slots, slots));
    }

    private static IEnumerable<RejectionGroup> Rejections(IReadOnlyList<PoolOutcome> pools)
    {
        foreach (IGrouping<string, PoolOutcome> card in pools.GroupBy(pool => pool.AcceleratorId, StringComparer.Ordinal))
        {
            Rejection.NotSupported[] formats = [.. card.SelectMany(pool => pool.RefusedFormats).DistinctBy(refused => refused.Combination)];
            if (formats.Length > 0)
            {
                yield return new(card.Key, [.. card.Select(pool => pool.Role)], "FormatNotSupported", formats.Length, string.Join("; ", formats.Select(format => format.ToString())));
            }

            foreach (var group in card.SelectMany(pool => pool.Layouts.Select(layout => (pool.Role, Layout: layout)))
                .Where(entry => entry.Layout.Rejection is not null).GroupBy(entry => entry.Layout.Rejection!.GetType().Name))
            {
                LayoutOutcome nearest = group.Select(entry => entry.Layout).MinBy(Distance)!;
                yield return new(
                    card.Key, [.. group.Select(entry => entry.Role).Distinct()], group.Key,
                    group.Select(entry => (entry.Layout.FormatId, entry.Layout.Layout)).Distinct().Count(),
                    $"{nearest.FormatId.ToUpperInvariant()}, {nearest.Layout.TensorRanks} × {nearest.Layout.ExpertRanks} × {nearest.Layout.PipelineStages}: {nearest.Rejection}");
            }
        }
    }

    /// <summary>How far a rejected layout is from doing the work, comparable among those of one reason.</summary>
    private static double Distance(LayoutOutcome layout) => layout.Rejection switch
    {
        Rejection.OutputTooSlow slow => slow.Seconds,
        Rejection.FirstTokenTooLate late => late.Seconds,
        Rejection.MemoryExceeded memory => -memory.Sequences,
        _ => layout.Layout.Cards,
    };
}
