using App.Engine.Requirements;

namespace App.Engine.Fleets;

/// <summary>The cards that do one role of one workload.</summary>
/// <param name="WorkloadId">The workload.</param>
/// <param name="AcceleratorId">The accelerator.</param>
/// <param name="Role">What the cards do.</param>
/// <param name="FormatId">Number format of the weights.</param>
/// <param name="TensorRanks">Cards over which each layer is split.</param>
/// <param name="ExpertRanks">Groups over which experts are spread; each serves its own sequences.</param>
/// <param name="PipelineStages">Stages of consecutive layers.</param>
/// <param name="Replicas">Copies of the model.</param>
/// <param name="EngineId">The serving engine that the pool runs on, named in the case or else measured nearest; empty for work that is not language.</param>
public sealed record PoolPlan(
    string WorkloadId, string AcceleratorId, ServingRole Role, string FormatId, int TensorRanks, int ExpertRanks, int PipelineStages,
    long Replicas, string EngineId = "")
{
    /// <summary>Cards of a replica.</summary>
    public int CardsPerReplica => TensorRanks * ExpertRanks * PipelineStages;

    /// <summary>Cards of the pool.</summary>
    public long Cards => Replicas * CardsPerReplica;
}

/// <summary>All cards of one kind in an option.</summary>
/// <param name="AcceleratorId">The accelerator.</param>
/// <param name="Servers">Whole servers.</param>
/// <param name="Cards">Cards in them; more than the pools use where servers are not full.</param>
/// <param name="ModelsMigrated">Models that must be brought to the accelerator's software.</param>
public sealed record GroupPlan(string AcceleratorId, long Servers, long Cards, int ModelsMigrated);

/// <summary>What the planner decided for an option before the model runs.</summary>
/// <param name="OptionId">The option.</param>
/// <param name="Tenure">Bought or rented.</param>
/// <param name="Pools">Who does what.</param>
/// <param name="Groups">The cards by kind.</param>
/// <param name="IsSplitAcrossVendors">Whether some workload reads prompts and writes outputs on different accelerators.</param>
public sealed record FleetPlan(
    string OptionId, Tenure Tenure, IReadOnlyList<PoolPlan> Pools, IReadOnlyList<GroupPlan> Groups, bool IsSplitAcrossVendors)
{
    /// <summary>All cards.</summary>
    public long Cards => Groups.Sum(group => group.Cards);

    /// <summary>All servers.</summary>
    public long Servers => Groups.Sum(group => group.Servers);
}
