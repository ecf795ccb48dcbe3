using App.Engine.Fleets;

namespace App.Engine.Costs;

/// <summary>A plan laid out for the kernel: arrays in place of lists, what belongs to what, and the names of sections and lines.</summary>
internal sealed class PlanIndex
{
    /// <summary>Lays out a plan.</summary>
    public PlanIndex(PlanSlots plan)
    {
        Pools = [.. plan.Pools];
        Bridge = [.. plan.Bridge];
        Groups = [.. plan.Groups];
        Sites = [.. plan.Sites];
        EventSlots = [.. plan.Events];
        Events = new(plan.Events, Groups.Length, Sites.Length);
        PoolsOfWorkload = [.. plan.Workloads.Select((_, workload) => Where(Pools, pool => pool.Workload == workload))];
        Serves = [.. Groups.Select((_, group) => plan.Workloads
            .Select((_, workload) => Pools.Any(pool => pool.Group == group && pool.Workload == workload)).ToArray())];
        FirstTranche = new int[Groups.Length + 1];
        for (int g = 0; g < Groups.Length; g++)
        {
            FirstTranche[g + 1] = FirstTranche[g] + Groups[g].Tranches.Count;
        }

        VintagesPerTranche = 1 + plan.Terms.RefreshWaves;
        GroupTitles = [.. Groups.Select(group => $"Cards: {group.Title}")];
        TrancheTitles = [.. Groups.SelectMany(group => group.Tranches.Select((_, k) => $"Tranche {k + 1}: {group.Title}"))];
        VintageTitles = [.. Groups.SelectMany(group => group.Tranches.SelectMany((_, k) => Enumerable.Range(0, VintagesPerTranche)
            .Select(wave => wave == 0 ? $"Depreciation of tranche {k + 1}: {group.Title}" : $"Depreciation of refresh {wave} of tranche {k + 1}: {group.Title}")))];
        WaveTitles = [.. Enumerable.Range(1, plan.Terms.RefreshWaves).Select(wave => $"Replaced so far, refresh {wave}")];
        RefreshTitles = [.. Enumerable.Range(1, plan.Terms.RefreshWaves).Select(wave => $"Age at refresh {wave}")];
        string[] names = [.. plan.WorkloadNames];
        WorkloadTitles = [.. names.Select((name, w) => $"Demand: {Distinct(names, w)}")];
        DrawTitles = [.. names.Select((name, w) => $"Power of one request a second, {Distinct(names, w)}")];
        CardTitles = [.. names.Select((name, w) => $"Cards for one request a second, {Distinct(names, w)}")];
        PoolTotalTitles = [.. Pools.Select(pool => $"Totals: {pool.Title}")];
        BridgeTitles = [.. Bridge.Select(pool => $"Bridge: {pool.Title}")];
        SiteTitles = [.. Sites.Select(site => $"Site: {site.Title}")];
        SiteShareTitles = [.. Sites.Select(site => $"Share of the cards at {site.Title}")];
        Stages = [.. Sites.Select(site => site.Stages.ToArray())];
        StageTitles = [.. Enumerable.Range(1, Stages.Max(stages => stages.Length)).Select(stage => $"Power of stage {stage}")];
        EventTitles = [.. plan.Events.Select(happening => $"Event: {happening.Title}")];
    }

    public PoolSlots[] Pools { get; }

    public PoolSlots[] Bridge { get; }

    public GroupSlots[] Groups { get; }

    public SiteSlots[] Sites { get; }

    public EventSlots[] EventSlots { get; }

    public EventIndex Events { get; }

    public int[][] PoolsOfWorkload { get; }

    /// <summary>Whether a group serves a workload: [group][workload].</summary>
    public bool[][] Serves { get; }

    /// <summary>Index of each group's first tranche; behind the last group the number of all.</summary>
    public int[] FirstTranche { get; }

    public int TrancheCount => FirstTranche[^1];

    /// <summary>Purchases of a tranche: itself and its replacements.</summary>
    public int VintagesPerTranche { get; }

    public string[] GroupTitles { get; }

    public string[] TrancheTitles { get; }

    public string[] VintageTitles { get; }

    public string[] WaveTitles { get; }

    public string[] RefreshTitles { get; }

    public string[] WorkloadTitles { get; }

    public string[] DrawTitles { get; }

    public string[] CardTitles { get; }

    public string[] PoolTotalTitles { get; }

    public string[] BridgeTitles { get; }

    public string[] SiteTitles { get; }

    public string[] SiteShareTitles { get; }

    /// <summary>Stages of power of each site.</summary>
    public PowerStageSlots[][] Stages { get; }

    public string[] StageTitles { get; }

    public string[] EventTitles { get; }

    private static int[] Where<TItem>(TItem[] items, Func<TItem, bool> has) =>
        [.. Enumerable.Range(0, items.Length).Where(index => has(items[index]))];

    /// <summary>Names of workloads need not differ; lines' names must.</summary>
    private static string Distinct(string[] names, int index) =>
        names.Count(name => name == names[index]) == 1 ? names[index] : $"{names[index]} ({index + 1})";
}
