using App.Engine.Algebra;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>Collects ways to serve a workload and keeps those that no other beats both for the user and per card.</summary>
internal sealed class ParetoFront
{
    /// <summary>A layout at its targets stands at them but for rounding.</summary>
    private const double Rounding = 1e-9;

    private readonly List<Candidate> _candidates = [];

    /// <summary>How many points were computed.</summary>
    public long Evaluated => _candidates.Count;

    /// <summary>
    /// Adds every batch of every layout of a pool that fits into memory, targets or no targets, with prompts read by another pool
    /// where there is one.
    /// </summary>
    public void Add(Workload workload, PoolSearch? prefillSearch, LayoutTrial? prefill, PoolSearch search)
    {
        foreach (LayoutTrial trial in search.Trials)
        {
            if (trial.Curve is not { } curve || !(curve.MemoryBatch.Value >= 1))
            {
                continue;
            }

            foreach (int batch in PlanSearch.Batches)
            {
                if (batch > curve.MemoryBatch.Value)
                {
                    break;
                }

                _candidates.Add(Candidate.Of(workload, prefillSearch, prefill, search, trial, batch, trial.At(batch), _candidates.Count));
            }

            if (trial.Rejection is null)
            {
                _candidates.Add(Candidate.Of(
                    workload, prefillSearch, prefill, search, trial, curve.TargetBatch.Value, trial.AtTarget, _candidates.Count));
            }
        }
    }

    /// <summary>The front, fastest for the user first; of equal points the first added.</summary>
    public IReadOnlyList<ServingPoint> Points()
    {
        List<ServingPoint> front = [];
        double best = double.NegativeInfinity;
        foreach (Candidate candidate in _candidates.Order())
        {
            if (candidate.PerCard > best)
            {
                best = candidate.PerCard;
                front.Add(candidate.ToPoint());
            }
        }

        return front;
    }

    /// <summary>The point at which a plan serves a workload.</summary>
    public static ServingPoint Chosen(Workload workload, IReadOnlyList<PoolChoice> pools)
    {
        PoolChoice last = pools[^1];
        PoolChoice? prefill = pools.Count > 1 ? pools[0] : null;
        return Candidate.Of(
            workload,
            prefill is null ? null : new(prefill.Card, prefill.Role, [], [], []),
            prefill?.Trial,
            new(last.Card, last.Role, [], [], []),
            last.Trial,
            last.Trial.AtTarget.Batch.Value,
            last.Trial.AtTarget,
            0).ToPoint();
    }

    private readonly record struct Candidate(
        double PerUser,
        double PerCard,
        double FirstTokenSeconds,
        bool MeetsTargets,
        int Order,
        PoolSearch? PrefillSearch,
        LayoutTrial? Prefill,
        PoolSearch Search,
        LayoutTrial Trial,
        double Batch,
        double PrefillCardShare) : IComparable<Candidate>
    {
        public static Candidate Of(
            Workload workload,
            PoolSearch? prefillSearch,
            LayoutTrial? prefill,
            PoolSearch search,
            LayoutTrial trial,
            double batch,
            in Throughput<Scalar> throughput,
            int order)
        {
            bool writes = workload.Kind.WritesText();
            double perToken = throughput.TimePerOutputTokenSeconds.Value;
            double first = (prefill?.AtTarget ?? throughput).FirstToken95Seconds.Value;
            double cardSeconds = trial.Layout.Cards / throughput.RequestsPerSecond.Value;
            double prefillCardSeconds = prefill is null ? 0 : 1 / prefill.RatePerCard;
            double perCard = (writes ? workload.OutputTokens : 1) / (cardSeconds + prefillCardSeconds);
            bool meets = workload.TimeToFirstTokenSeconds == 0
                || (first <= workload.TimeToFirstTokenSeconds * (1 + Rounding)
                    && (!writes || perToken <= workload.TimePerOutputTokenSeconds * (1 + Rounding)));
            return new(
                1 / (writes ? perToken : first), perCard, first, meets, order, prefillSearch, prefill, search, trial, batch,
                prefillCardSeconds / (cardSeconds + prefillCardSeconds));
        }

        public int CompareTo(Candidate other)
        {
            int faster = other.PerUser.CompareTo(PerUser);
            int fuller = faster != 0 ? faster : other.PerCard.CompareTo(PerCard);
            return fuller != 0 ? fuller : Order.CompareTo(other.Order);
        }

        public ServingPoint ToPoint()
        {
            List<PoolPoint> pools = [];
            if (Prefill is not null)
            {
                pools.Add(new(
                    PrefillSearch!.Card.Id, PrefillSearch.Role, Prefill.FormatId, Prefill.Layout, Prefill.AtTarget.Batch.Value,
                    PrefillCardShare));
            }

            pools.Add(new(Search.Card.Id, Search.Role, Trial.FormatId, Trial.Layout, Batch, 1 - PrefillCardShare));
            return new(PerUser, PerCard, FirstTokenSeconds, MeetsTargets, pools);
        }
    }
}
