using App.Engine.Costs;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>A pool of a plan with where its numbers stand in the plan's input table.</summary>
/// <param name="Title">What a person reads.</param>
/// <param name="Workload">Index of the workload in the case.</param>
/// <param name="Group">Index of the group whose cards it uses; -1 for the rented bridge.</param>
/// <param name="Kind">Kind of work.</param>
/// <param name="Role">What the cards do.</param>
/// <param name="Card">The accelerator.</param>
/// <param name="Layout">The layout.</param>
/// <param name="Replicas">Copies of the model.</param>
/// <param name="Model">The language model, or null.</param>
/// <param name="Recommendation">The recommendation model, or null.</param>
/// <param name="Encoder">The model that reads items as a whole, or null.</param>
/// <param name="BatchWork">What the accelerator reaches in large batches; null for language models.</param>
/// <param name="Calibration">What the calibration says of it; null for work that is not language.</param>
public sealed record PoolSlots(
    string Title,
    int Workload,
    int Group,
    WorkloadKind Kind,
    ServingRole Role,
    AcceleratorSlots Card,
    LayoutSlots Layout,
    Slot Replicas,
    ModelSlots? Model,
    RecommendationSlots? Recommendation,
    EncoderSlots? Encoder,
    BatchWorkSlots? BatchWork,
    CalibrationSlots? Calibration);

/// <summary>A group of a plan with where its numbers stand in the plan's input table.</summary>
/// <param name="Title">What a person reads.</param>
/// <param name="Cards">Cards.</param>
/// <param name="ModelsMigrated">Families of models brought to its software.</param>
/// <param name="CardsPerServer">Cards in a server.</param>
/// <param name="CardsInServer">The same as an input.</param>
/// <param name="IsDomestic">Whether Chinese rules count the cards as domestic; they are then paid in yuan.</param>
/// <param name="Tranches">The parts of the order; none where rented.</param>
/// <param name="Stack">The software stack where bought, else null.</param>
/// <param name="Purchase">Cost and power where bought, else null.</param>
/// <param name="RentalUsDollarsPerHour">Price of a card-hour where rented, else null.</param>
public sealed record GroupSlots(
    string Title,
    Slot Cards,
    Slot ModelsMigrated,
    int CardsPerServer,
    Slot CardsInServer,
    bool IsDomestic,
    IReadOnlyList<TrancheSlots> Tranches,
    StackSlots? Stack,
    PurchaseSlots? Purchase,
    Slot? RentalUsDollarsPerHour);

/// <summary>A plan bound to an input table: everything the model reads, by slot.</summary>
/// <param name="Table">The case's inputs followed by the plan's decisions.</param>
/// <param name="HorizonMonths">Months of service compared.</param>
/// <param name="Workloads">The workloads, in the order of the case.</param>
/// <param name="WorkloadNames">What a person reads.</param>
/// <param name="WorkloadKinds">Their kinds.</param>
/// <param name="WorkloadHours">Their stated hours; null where the catalogue's shape holds.</param>
/// <param name="DemandMultiple">Demand that the fleet is sized and evaluated for, over that of the case.</param>
/// <param name="Pools">The option's pools.</param>
/// <param name="Bridge">The pools of the rented reference, which serve what the option does not.</param>
/// <param name="BridgeRentalUsDollarsPerHour">Price of a card-hour of the bridge.</param>
/// <param name="Groups">The option's cards by kind.</param>
/// <param name="SplitSoftwareCount">1 where the fleet is split across vendors, else 0.</param>
/// <param name="Sites">The sites, in the order in which they are filled.</param>
/// <param name="Events">What may happen after the order.</param>
/// <param name="Terms">What the buyer chose about money and time.</param>
/// <param name="Economy">Money common to all options.</param>
/// <param name="Serving">Serving numbers common to all options.</param>
public sealed record PlanSlots(
    InputTable Table,
    int HorizonMonths,
    IReadOnlyList<WorkloadSlots> Workloads,
    IReadOnlyList<string> WorkloadNames,
    IReadOnlyList<WorkloadKind> WorkloadKinds,
    IReadOnlyList<HourSlots?> WorkloadHours,
    Slot DemandMultiple,
    IReadOnlyList<PoolSlots> Pools,
    IReadOnlyList<PoolSlots> Bridge,
    Slot BridgeRentalUsDollarsPerHour,
    IReadOnlyList<GroupSlots> Groups,
    Slot SplitSoftwareCount,
    IReadOnlyList<SiteSlots> Sites,
    IReadOnlyList<EventSlots> Events,
    TermsSlots Terms,
    EconomySlots Economy,
    ServingSlots Serving);
