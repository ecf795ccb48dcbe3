using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Requirements;

namespace App.Client.Compare;

/// <summary>A ratio of Atlas 350 to H20.</summary>
/// <param name="Name">Key of its text, or the name of a workload.</param>
/// <param name="Unit">Unit of both numbers; empty for cards.</param>
/// <param name="Atlas">The Atlas 350's number.</param>
/// <param name="H20">The H20's number.</param>
/// <param name="Ratio">How many H20 an Atlas 350 stands for by it.</param>
internal sealed record ClaimRow(string Name, string Unit, double Atlas, double H20, double Ratio)
{
    private const string AtlasId = "atlas-350-112gb";
    private const string H20Id = "h20-96gb";

    /// <summary>Published figures of the two cards.</summary>
    public static IEnumerable<ClaimRow> Published()
    {
        Accelerator atlas = PlannerCatalog.Default.Accelerators[AtlasId];
        Accelerator h20 = PlannerCatalog.Default.Accelerators[H20Id];
        Quantity matrix = atlas.PeakTeraflops["bf16"];
        double h20Peak = h20.PeakTeraflops["bf16"].Value!.Value;
        double withVector = matrix.Disagreements.First(other => other.Value > matrix.Value && other.Value < 430).Value!.Value;
        yield return Of("Claim.WithVector", "TFLOP/s", withVector, h20Peak);
        yield return Of("Claim.Matrix", "TFLOP/s", matrix.Value!.Value, h20Peak);
        yield return Of("Claim.Bandwidth", "TB/s", Value(atlas, AcceleratorQuantities.MemoryBandwidthTerabytesPerSecond), Value(h20, AcceleratorQuantities.MemoryBandwidthTerabytesPerSecond));
        yield return Of("Claim.Memory", "GB", Value(atlas, AcceleratorQuantities.MemoryGigabytes), Value(h20, AcceleratorQuantities.MemoryGigabytes));
    }

    /// <summary>Cards that each kind of work needs of either kind, where the case has an option of each alone.</summary>
    public static IReadOnlyList<ClaimRow> Found(Comparison answer) =>
        Alone(answer, AtlasId) is not { } atlas || Alone(answer, H20Id) is not { } h20 ? []
        : [.. answer.Case.Workloads.Select(work => (work.Name, Atlas: Cards(atlas, work.Id), H20: Cards(h20, work.Id)))
            .Where(work => work.Atlas > 0).Select(work => new ClaimRow(work.Name, "", work.Atlas, work.H20, work.H20 / work.Atlas))];

    private static ClaimRow Of(string name, string unit, double atlas, double h20) => new(name, unit, atlas, h20, atlas / h20);

    private static double Value(Accelerator card, string key) => card.Quantities[key].Value!.Value;

    private static FleetPlan? Alone(Comparison answer, string card) => answer.Options.FirstOrDefault(option =>
        option.Option.Accelerators is [{ Role: ServingRole.Both } only] && only.AcceleratorId == card)?.Plan;

    private static double Cards(FleetPlan plan, string work) => plan.Pools.Where(pool => pool.WorkloadId == work).Sum(pool => pool.Cards);
}
