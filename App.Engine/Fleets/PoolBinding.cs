using App.Engine.Catalog;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>An accelerator that can do a role of a workload, bound to the case's table.</summary>
/// <param name="WorkloadIndex">Index of the workload.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Card">The accelerator.</param>
/// <param name="Role">The role.</param>
/// <param name="Format">Format of the weights.</param>
/// <param name="Slots">Where the accelerator's numbers stand.</param>
/// <param name="Model">The model.</param>
internal sealed record PoolCandidate(
    int WorkloadIndex, Workload Workload, Accelerator Card, ServingRole Role, NumberFormatInfo Format, AcceleratorSlots Slots, BoundModel Model)
{
    public string Title => $"{Workload.Name} · {Text(Role)} on {Card.Name}";

    public PoolSlots Bind(InputTable table, string path, int group, Layout layout, double replicas)
    {
        string place = $"{path}/{Workload.Id}/{Role}";
        return new(
            Title,
            WorkloadIndex,
            group,
            Workload.Kind,
            Role,
            Slots,
            layout.AddTo(table, place, Title, Card.IslandCards ?? 1),
            table.Add(Decisions.Number($"{place}/replicas", $"{Title}: replicas", Unit.One, replicas)),
            Model.Language,
            Model.Recommendation);
    }

    private static string Text(ServingRole role) => role switch
    {
        ServingRole.Prefill => "prefill",
        ServingRole.Decode => "decode",
        ServingRole.Both => "all phases",
    };
}
