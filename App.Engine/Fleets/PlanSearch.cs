using App.Engine.Catalog;
using App.Engine.Requirements;

namespace App.Engine.Fleets;

/// <summary>
/// Searches formats, layouts, batches and roles of one option: what each user gets against what each card yields, and why each
/// layout that does not meet the targets fails. Deterministic: the same case gives the same answer in any order and on any thread.
/// </summary>
/// <remarks>
/// The front holds all that fits into memory, so that it also shows what another target would bring; each point says whether it
/// meets the targets. Batches are a grid of whole numbers, eight to a doubling, and the batch at which a layout meets targets and memory. Nothing is
/// left out that could matter: a layout is given up as a whole where it cannot run, its batches beyond memory are not looked at, and
/// in split serving each decode batch is paired with the best prefill layout alone, since the two do not influence each other.
/// </remarks>
public static class PlanSearch
{
    /// <summary>Largest batch of the grid.</summary>
    public const int MaximumBatch = 1 << 14;

    /// <summary>The grid of batches, ascending.</summary>
    public static IReadOnlyList<int> Batches { get; } = Grid();

    /// <summary>Searches an option.</summary>
    /// <param name="procurement">A case that has been checked (<see cref="CaseReader"/>).</param>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="optionId">Id of an option of the case.</param>
    /// <exception cref="ArgumentException">The case has no such option.</exception>
    public static OptionSearch Of(ProcurementCase procurement, PlannerCatalog catalog, string optionId)
    {
        FleetOption option = procurement.Options.FirstOrDefault(entry => entry.Id == optionId)
            ?? throw new ArgumentException($"The case has no option '{optionId}'.", nameof(optionId));
        return Of(new CaseBinding(procurement, catalog), option);
    }

    /// <summary>Searches an option of a case that is bound already.</summary>
    /// <param name="binding">The case.</param>
    /// <param name="option">One of its options.</param>
    public static OptionSearch Of(CaseBinding binding, FleetOption option)
    {
        FleetPlanner planner = new(binding);
        Planning planning = planner.Plan(option);
        List<WorkloadSearch> workloads = [];
        for (int w = 0; w < binding.Case.Workloads.Count; w++)
        {
            workloads.Add(Of(planner, binding.Case.Workloads[w], w, option, planning));
        }

        return new(option.Id, workloads);
    }

    private static WorkloadSearch Of(FleetPlanner planner, Workload workload, int index, FleetOption option, Planning planning)
    {
        ParetoFront front = new();
        Dictionary<(string Card, ServingRole Role), PoolSearch> searches = [];
        foreach (IReadOnlyList<(string Card, ServingRole Role)> roles in FleetPlanner.Roles(option, workload.Kind))
        {
            PoolSearch first = searches[roles[0]] = planner.Search(option, index, roles[0].Card, roles[0].Role);
            if (roles.Count == 1)
            {
                front.Add(workload, null, null, first);
                continue;
            }

            PoolSearch decode = searches[roles[1]] = planner.Search(option, index, roles[1].Card, roles[1].Role);
            if (first.BestPerCard is { } prefill)
            {
                front.Add(workload, first, prefill, decode);
            }
        }

        List<PoolChoice> chosen = [.. planning.Assignment?.Pools.Where(pool => pool.WorkloadIndex == index) ?? []];
        return new(
            workload.Id,
            workload.Kind,
            searches.Values.Sum(search => (long)search.Trials.Count * (search.Role == ServingRole.Prefill ? 1 : Batches.Count)),
            front.Evaluated,
            chosen.Count == 0 ? null : ParetoFront.Chosen(workload, chosen),
            front.Points(),
            [.. searches.Values.Select(search => new PoolOutcome(
                search.Card.Id, search.Role, search.NotKnown, search.RefusedFormats,
                [.. search.Trials.Select(trial => new LayoutOutcome(
                    trial.FormatId, trial.Layout, trial.Rejection, trial.Rejection is null ? trial.RatePerCard : 0))]))]);
    }

    private static int[] Grid()
    {
        List<int> grid = [.. Enumerable.Range(1, 8)];
        for (int octave = 8; octave < MaximumBatch; octave *= 2)
        {
            grid.AddRange(Enumerable.Range(1, 8).Select(step => octave + (octave / 8 * step)));
        }

        return [.. grid];
    }
}

/// <summary>What the search found for one option.</summary>
/// <param name="OptionId">The option.</param>
/// <param name="Workloads">One entry per workload, in the order of the case.</param>
public sealed record OptionSearch(string OptionId, IReadOnlyList<WorkloadSearch> Workloads)
{
    /// <summary>Layouts times batches in the space that was searched.</summary>
    public long Candidates => Workloads.Sum(workload => workload.Candidates);

    /// <summary>How many of them had to be computed.</summary>
    public long Evaluated => Workloads.Sum(workload => workload.Evaluated);
}

/// <summary>What the search found for one workload.</summary>
/// <param name="WorkloadId">The workload.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Candidates">Layouts times batches in the space that was searched.</param>
/// <param name="Evaluated">How many of them had to be computed.</param>
/// <param name="Chosen">What the plan takes; null where the option has no plan.</param>
/// <param name="Front">The points that fit into memory and that no other beats in both respects, fastest for the user first.</param>
/// <param name="Pools">What became of each accelerator in each role.</param>
public sealed record WorkloadSearch(
    string WorkloadId,
    WorkloadKind Kind,
    long Candidates,
    long Evaluated,
    ServingPoint? Chosen,
    IReadOnlyList<ServingPoint> Front,
    IReadOnlyList<PoolOutcome> Pools);

/// <summary>One way to serve a workload.</summary>
/// <param name="PerUser">What a user sees: output tokens a second; where there is no output, answers a second (one over the answer time).</param>
/// <param name="PerCard">What a card yields: output tokens a second; where there is no output, requests a second.</param>
/// <param name="TimeToFirstTokenSeconds">Time to the first token, or to the answer.</param>
/// <param name="MeetsTargets">Whether the latency targets are met.</param>
/// <param name="Pools">Who does what.</param>
public sealed record ServingPoint(
    double PerUser, double PerCard, double TimeToFirstTokenSeconds, bool MeetsTargets, IReadOnlyList<PoolPoint> Pools);

/// <summary>A pool of a way to serve.</summary>
/// <param name="AcceleratorId">The accelerator.</param>
/// <param name="Role">The role.</param>
/// <param name="FormatId">Format of the weights.</param>
/// <param name="Layout">The layout.</param>
/// <param name="Batch">Sequences in flight in a replica.</param>
/// <param name="CardShare">Share of all cards of the workload, 0 to 1.</param>
public sealed record PoolPoint(string AcceleratorId, ServingRole Role, string FormatId, Layout Layout, double Batch, double CardShare);

/// <summary>What became of an accelerator in a role.</summary>
/// <param name="AcceleratorId">The accelerator.</param>
/// <param name="Role">The role.</param>
/// <param name="NotKnown">Numbers without which nothing could be tried.</param>
/// <param name="RefusedFormats">Formats that the support matrix refuses.</param>
/// <param name="Layouts">Every layout tried.</param>
public sealed record PoolOutcome(
    string AcceleratorId,
    ServingRole Role,
    IReadOnlyList<string> NotKnown,
    IReadOnlyList<Rejection.NotSupported> RefusedFormats,
    IReadOnlyList<LayoutOutcome> Layouts);

/// <summary>A layout that was tried.</summary>
/// <param name="FormatId">Format of the weights.</param>
/// <param name="Layout">The layout.</param>
/// <param name="Rejection">Why it fails; null where it meets targets and memory.</param>
/// <param name="RequestsPerSecondAndCard">What it yields at the targets; 0 where it fails.</param>
public sealed record LayoutOutcome(string FormatId, Layout Layout, Rejection? Rejection, double RequestsPerSecondAndCard);
