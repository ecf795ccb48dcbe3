using App.Engine.Algebra;
using App.Engine.Comparisons;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;
using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>A pilot and what it is worth before signing.</summary>
/// <param name="CardId">The accelerator it runs on.</param>
/// <param name="CardName">Its name.</param>
/// <param name="Design">How it measures.</param>
/// <param name="Variables">Ids of the variables it measures.</param>
/// <param name="Value">Expected value of what it shows (EVSI), USD; after the pilots before it in the order.</param>
/// <param name="CostUsDollars">What it costs, USD.</param>
/// <param name="DelayUsDollars">What the days it takes cost, USD.</param>
public sealed record PilotValue(
    string CardId, string CardName, PilotDesign Design, IReadOnlyList<string> Variables, Estimate Value, double CostUsDollars, double DelayUsDollars)
{
    /// <summary>Value less cost and delay, USD.</summary>
    public double NetUsDollars => Value.Value - CostUsDollars - DelayUsDollars;
}

/// <summary>What a card must show for the choice to stay right.</summary>
/// <param name="CardId">The accelerator.</param>
/// <param name="CardName">Its name.</param>
/// <param name="Workload">Name of the workload on which it is tested.</param>
/// <param name="BaseRate">Requests per second and card as modelled.</param>
/// <param name="BreakEvenRate">Below this the next candidate is cheaper; null where none within reach is.</param>
/// <param name="AcceptanceRate">
/// What to write into the contract: measured with the test's error, nine in ten sure to be above the break-even; null without break-even or test.
/// </param>
/// <param name="Test">The most precise of the designs that can measure it; null where none can.</param>
public sealed record AcceptanceThreshold(
    string CardId, string CardName, string Workload, double BaseRate, double? BreakEvenRate, double? AcceptanceRate, PilotDesign? Test);

/// <summary>What to pilot.</summary>
/// <param name="Pilots">Every proposed pilot by itself, highest net worth first.</param>
/// <param name="Order">The order in which to run them, each worth more than it costs given those before; empty where none is.</param>
/// <param name="PerfectInformation">What knowing everything would be worth, USD: no pilot is worth more.</param>
/// <param name="DelayUsDollarsPerDay">What a day of delay costs, USD.</param>
/// <param name="Thresholds">What the chosen cards must show.</param>
public sealed record PilotPlan(
    IReadOnlyList<PilotValue> Pilots, IReadOnlyList<PilotValue> Order, Estimate PerfectInformation, double DelayUsDollarsPerDay,
    IReadOnlyList<AcceptanceThreshold> Thresholds);

/// <summary>Values pilots by regression of net benefits on what they would show.</summary>
public static class PilotAdvice
{
    private const double DaysPerMonth = 365.0 / 12;

    /// <summary>Values all proposed pilots and puts the worthwhile ones in order.</summary>
    /// <param name="uncertain">The case.</param>
    /// <param name="benefits">Net benefits of the candidates.</param>
    /// <param name="scores">Scores of the variables.</param>
    /// <param name="settings">Which worlds.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <param name="cancellation">Stops between blocks of worlds.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static PilotPlan Of(
        UncertainCase uncertain, NetBenefits benefits, ScoreReader scores, WorldSettings settings, int threads, CancellationToken cancellation = default)
    {
        double delay = DelayPerDay(uncertain, benefits);
        List<Proposal> proposals = Proposals(uncertain);
        Valuer valuer = new(uncertain, benefits, scores, settings, threads, cancellation);
        List<PilotValue> alone = [.. proposals.Select(proposal => Priced(uncertain, proposal, valuer.Of([proposal]), delay))
            .OrderByDescending(pilot => pilot.NetUsDollars).ThenBy(pilot => pilot.CardId, StringComparer.Ordinal)];
        List<PilotValue> order = [];
        List<Proposal> done = [];
        double known = 0;
        while (true)
        {
            // The stop rule: the next pilot must be worth more than its cost and delay, given what the ones before will have shown.
            List<(Proposal Proposal, PilotValue Pilot, double Together)> next = [];
            foreach (Proposal proposal in proposals.Where(proposal => done.All(other => !other.Repeats(proposal))))
            {
                Estimate together = valuer.Of([.. done, proposal]);
                next.Add((proposal, Priced(uncertain, proposal, together with { Value = together.Value - known }, delay), together.Value));
            }

            if (next.Count == 0 || next.Max(entry => entry.Pilot.NetUsDollars) <= 0)
            {
                break;
            }

            (Proposal best, PilotValue pilot, known) = next.MaxBy(entry => entry.Pilot.NetUsDollars);
            done.Add(best);
            order.Add(pilot);
        }

        return new(alone, order, valuer.Perfect(), delay, Thresholds(uncertain, benefits));
    }

    private static PilotValue Priced(UncertainCase uncertain, Proposal proposal, Estimate value, double delay)
    {
        return new(
            proposal.CardId, proposal.CardName, proposal.Design, [.. proposal.Measurements.Select(entry => uncertain.Variables[entry.Variable].Id)],
            value, uncertain.Policy.Pilots.CostUsDollars(proposal.Design), proposal.Design.SigningDelayDays * delay);
    }

    /// <summary>What the best candidate saves over the reference a day; nothing where the reference, which serves meanwhile, is cheaper.</summary>
    private static double DelayPerDay(UncertainCase uncertain, NetBenefits benefits)
    {
        Comparison comparison = uncertain.Bound.Comparison;
        double? reference = comparison.Options.Single(option => option.IsReference).Figures?.PresentCostUsDollars;
        return Math.Max(0, (reference ?? 0) + benefits.Means[benefits.Best]) / (comparison.Case.Finance.HorizonMonths * DaysPerMonth);
    }

    private static List<Proposal> Proposals(UncertainCase uncertain)
    {
        List<Proposal> proposals = [];
        foreach (IGrouping<string, int> card in Enumerable.Range(0, uncertain.Variables.Count)
            .Where(v => uncertain.Variables[v].Id.StartsWith("modelError/", StringComparison.Ordinal))
            .GroupBy(v => uncertain.Variables[v].Id.Split('/')[1]).OrderBy(card => card.Key, StringComparer.Ordinal))
        {
            string name = uncertain.Variables[card.First()].Label.Split(':')[0];
            foreach (PilotDesign design in uncertain.Policy.Pilots.Designs.Where(design => design.Measures(card.Key)))
            {
                HashSet<string>? seen = design.ModelId is { } model ? ErrorInputsOf(uncertain, model) : null;
                List<Measurement> measurements = [.. card.Where(v => seen?.Contains(uncertain.Variables[v].Effects[0].InputId) != false)
                    .Select(v => new Measurement(v, Reliability(uncertain.Variables[v].Distribution, design)))];
                if (measurements.Count > 0)
                {
                    proposals.Add(new(card.Key, name, design, measurements));
                }
            }
        }

        return proposals;
    }

    /// <summary>The errors of the serving model on which the times of one language model rest, whichever card serves it.</summary>
    private static HashSet<string> ErrorInputsOf(UncertainCase uncertain, string modelId)
    {
        IReadOnlyList<Workload> workloads = uncertain.Bound.Comparison.Case.Workloads;
        return [.. uncertain.Options.SelectMany(option => option.Plan.Slots.Pools
            .Where(pool => pool.Calibration is not null && workloads[pool.Workload].ModelId == modelId)
            .SelectMany(pool => new[] { pool.Calibration!.PrefillErrorFactor, pool.Card.Efficiency!.DecodeTimeFactor })
            .Select(slot => option.Plan.Slots.Table.Inputs[slot.Index].Id))];
    }

    private static double Reliability(Distribution distribution, PilotDesign design)
    {
        double sigma = Math.Log(distribution.Quantile(0.9) / distribution.Quantile(0.1)) / (2 * NormalDistribution.Z90);
        return sigma / Math.Sqrt((sigma * sigma) + (design.ErrorSigma * design.ErrorSigma));
    }

    private static List<AcceptanceThreshold> Thresholds(UncertainCase uncertain, NetBenefits benefits)
    {
        UncertainOption[] candidates = [.. uncertain.Options.Where(option => option.IsCandidate)];
        UncertainOption chosen = candidates[benefits.Best];
        SizedOption[] sized = [.. candidates.Select(option => new SizedOption(option))];
        List<AcceptanceThreshold> thresholds = [];
        for (int g = 0; g < chosen.Plan.Plan.Groups.Count; g++)
        {
            string card = chosen.Plan.Plan.Groups[g].AcceleratorId;
            List<UncertainVariable> errors = [.. uncertain.Variables.Where(variable => variable.Id.StartsWith($"modelError/{card}/", StringComparison.Ordinal))];
            PoolSlots? pool = chosen.Plan.Slots.Pools.FirstOrDefault(entry => entry.Group == g && entry.Kind == WorkloadKind.Generation);
            if (errors.Count == 0 || pool is null)
            {
                continue;
            }

            Workload work = uncertain.Bound.Comparison.Case.Workloads[pool.Workload];
            PilotDesign? test = uncertain.Policy.Pilots.Designs.Where(design => design.Measures(card, work.ModelId)).MinBy(design => design.ErrorSigma);

            // The card slower in all phases at once: where does another candidate become the cheapest?
            UncertainVariable slower = errors[0] with { Effects = [.. errors.SelectMany(error => error.Effects)] };
            FlipPoint? flip = FlipAnalysis.Of(slower, sized).Above;
            double Rate(double factor) => RateAt(chosen, pool, slower.Effects.Select(effect => (effect, factor)));
            thresholds.Add(new(
                card, chosen.Plan.Slots.Groups[g].Title, work.Name, Rate(1), flip is null ? null : Rate(flip.Value),
                flip is null || test is null ? null : Rate(Math.Max(0, flip.Value * Math.Exp(-NormalDistribution.Z90 * test.ErrorSigma))), test));
        }

        return thresholds;
    }

    private static double RateAt(UncertainOption option, PoolSlots pool, IEnumerable<(VariableEffect Effect, double Factor)> changes)
    {
        double[] values = [.. option.Base];
        foreach ((VariableEffect effect, double factor) in changes)
        {
            if (option.Plan.Slots.Table.Find(effect.InputId) is { } slot)
            {
                values[slot.Index] = effect.Action == VariableAction.Divides ? values[slot.Index] / factor : values[slot.Index] * factor;
            }
        }

        Throughput<Scalar> throughput = PoolStates.ThroughputOf(
            CaseInputs.Scalars(values), pool, option.Plan.Slots.Workloads[pool.Workload], option.Plan.Slots.Serving);
        return throughput.RequestsPerSecond.Value / values[pool.Layout.Cards.Index];
    }

    private sealed record Proposal(string CardId, string CardName, PilotDesign Design, IReadOnlyList<Measurement> Measurements)
    {
        /// <summary>Whether the other would measure again what this one has measured.</summary>
        public bool Repeats(Proposal other) => Measurements.Any(entry => other.Measurements.Any(again => again.Variable == entry.Variable));
    }

    private sealed class Valuer(
        UncertainCase uncertain, NetBenefits benefits, ScoreReader scores, WorldSettings settings, int threads, CancellationToken cancellation)
    {
        private readonly RegressionBasis[] _bases = [.. uncertain.Variables.Select(variable => RegressionBasis.For(variable.Distribution))];
        private readonly string[] _ids = [.. uncertain.Variables.Select(variable => variable.Id)];

        public Estimate Of(IReadOnlyList<Proposal> pilots)
        {
            List<Measurement> measurements = [.. pilots.SelectMany(pilot => pilot.Measurements)];
            ScoreReader observed = SampleInformation.Observed(scores, measurements, settings, _ids);
            return new InformationValue(benefits, _ids.Length, observed, threads, cancellation)
                .Group([.. measurements.Select(measurement => measurement.Variable)], _bases);
        }

        public Estimate Perfect() => new InformationValue(benefits, _ids.Length, scores, threads, cancellation).Evpi();
    }
}
