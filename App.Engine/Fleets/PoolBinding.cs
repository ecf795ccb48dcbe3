using App.Engine.Catalog;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>An accelerator that can do a role of a workload in a format, bound to a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="WorkloadIndex">Index of the workload.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Card">The accelerator.</param>
/// <param name="Role">The role.</param>
/// <param name="Format">Format of the weights.</param>
/// <param name="Slots">Where the accelerator's numbers stand.</param>
/// <param name="BatchWork">What the accelerator reaches in large batches; null for language models.</param>
/// <param name="IsLinkBeyondIslandKnown">Whether the rate of the link between islands is known.</param>
/// <param name="Model">The model.</param>
/// <param name="Calibration">What the calibration says; null for work that is not language.</param>
/// <param name="Engine">The serving engine that the option names; null where it names none.</param>
internal sealed record PoolCandidate(
    InputTable Table,
    int WorkloadIndex,
    Workload Workload,
    Accelerator Card,
    ServingRole Role,
    NumberFormatInfo Format,
    AcceleratorSlots Slots,
    BatchWorkSlots? BatchWork,
    bool IsLinkBeyondIslandKnown,
    BoundModel Model,
    CalibrationBinding? Calibration,
    string? Engine)
{
    public string Title => TitleOf(Workload, Card, Role);

    public static string TitleOf(Workload workload, Accelerator card, ServingRole role) =>
        $"{workload.Name} · {Text(role)} on {card.Name}";

    /// <summary>Binds what the model reads.</summary>
    /// <returns>Null where something is not known, which is then in <paramref name="missing"/>.</returns>
    public static PoolCandidate? Bind(
        CaseBinding binding, InputTable table, int workload, Accelerator card, ServingRole role, NumberFormatInfo format, List<string> missing,
        string? engine = null)
    {
        Workload work = binding.Case.Workloads[workload];
        BoundModel model = binding.Models[work.ModelId];
        bool isLanguage = model.Language is not null;
        AcceleratorSlots slots = AcceleratorBinding.Serving(binding, table, card, format, missing, isLanguage, out bool linkKnown);
        BatchWorkSlots? batchWork = isLanguage ? null : AcceleratorBinding.BatchWork(binding, table, card, missing);
        if (missing.Count > 0)
        {
            return null;
        }

        CalibrationBinding? calibration = isLanguage
            ? CalibrationBinding.Of(binding, table, work, model.Architecture, card, role, format, engine)
            : null;
        slots = AcceleratorBinding.WithLinearWeights(binding, table, card, model.Architecture, format, calibration?.Apply(slots) ?? slots);
        return new(table, workload, work, card, role, format, slots, batchWork, linkKnown, model, calibration, engine);
    }

    public PoolSlots AddTo(InputTable table, string path, int group, Layout layout, Corrections corrections, double replicas)
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
            Model.Recommendation,
            Model.Encoder,
            BatchWork,
            Calibration?.AddTo(table, place, Title, corrections));
    }

    private static string Text(ServingRole role) => role switch
    {
        ServingRole.Prefill => "prefill",
        ServingRole.Decode => "decode",
        ServingRole.Both => "all phases",
    };
}
