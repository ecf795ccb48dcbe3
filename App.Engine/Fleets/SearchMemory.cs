using App.Engine.Requirements;

namespace App.Engine.Fleets;

/// <summary>
/// Searches that the next evaluation of a changed case may take over. What an accelerator can do with a workload depends on the workload,
/// the catalogue and the buyer's own values for it, not on money, sites or options. For one case after another, not for threads side by side.
/// </summary>
public sealed class SearchMemory
{
    /// <summary>More than this many searches are kept for no case of ordinary size; all are given up then.</summary>
    private const int MostSearches = 500;

    private readonly Dictionary<(Workload Workload, string Card, ServingRole Role, string? Engine), PoolSearch> _searches = [];
    private string _catalog = "";
    private IReadOnlyList<AssumptionOverride> _overrides = [];

    /// <summary>Searches kept now.</summary>
    public int Count => _searches.Count;

    /// <summary>Makes ready for a case: gives up what was found with other numbers.</summary>
    /// <param name="binding">The case.</param>
    internal void Open(CaseBinding binding)
    {
        if (_catalog != binding.Catalog.Hash || !_overrides.SequenceEqual(binding.Case.Overrides) || _searches.Count > MostSearches)
        {
            _searches.Clear();
            (_catalog, _overrides) = (binding.Catalog.Hash, binding.Case.Overrides);
        }
    }

    /// <summary>Everything that was tried for a role of a workload on an accelerator.</summary>
    internal PoolSearch Of(CaseBinding binding, int workload, string card, ServingRole role, string? engine)
    {
        (Workload, string, ServingRole, string?) key = (binding.Case.Workloads[workload], card, role, engine);
        if (!_searches.TryGetValue(key, out PoolSearch? search))
        {
            search = PoolSearch.Of(binding, workload, binding.Catalog.Accelerators[card], role, engine);
            _searches.Add(key, search);
        }

        return search;
    }
}
