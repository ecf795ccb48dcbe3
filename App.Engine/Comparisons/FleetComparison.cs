using System.Globalization;
using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Comparisons;

/// <summary>Plans and evaluates every option of a case at equal demand.</summary>
public static class FleetComparison
{
    /// <summary>Evaluates a case.</summary>
    /// <param name="procurement">A case that has been checked (<see cref="CaseReader"/>).</param>
    /// <param name="catalog">The catalogue.</param>
    public static Comparison Evaluate(ProcurementCase procurement, PlannerCatalog catalog) =>
        EvaluateBound(procurement, catalog).Comparison;

    /// <summary>Evaluates a case and keeps the bound plans, for sensitivity and lineage.</summary>
    /// <param name="procurement">A case that has been checked (<see cref="CaseReader"/>).</param>
    /// <param name="catalog">The catalogue.</param>
    public static BoundComparison EvaluateBound(ProcurementCase procurement, PlannerCatalog catalog)
    {
        CaseBinding binding = new(procurement, catalog);
        FleetPlanner planner = new(binding);
        FleetOption reference = procurement.Options.Single(option => option.Id == procurement.ReferenceOption);
        Dictionary<string, Planning> plannings = procurement.Options.ToDictionary(option => option.Id, planner.Plan);
        Assignment? bridge = plannings[reference.Id].Assignment;
        Dictionary<string, BoundPlan> plans = [];
        List<OptionResult> results = [];
        foreach (FleetOption option in procurement.Options)
        {
            Planning planning = plannings[option.Id];
            BoundPlan? plan = planning.Assignment is { } assignment && bridge is not null
                ? PlanBinder.Bind(binding, option, assignment, reference, bridge)
                : null;
            if (plan is not null)
            {
                plans.Add(option.Id, plan);
            }

            IReadOnlyList<string> reasons = plan is not null ? []
                : planning.Reasons.Count > 0 ? planning.Reasons
                : bridge is not null ? ["No number of cards is enough for the work in its busiest month"]
                : [$"The reference '{reference.Name}' cannot be evaluated, so unserved work has no price: {string.Join("; ", plannings[reference.Id].Reasons)}"];
            results.Add(Result(procurement, catalog, option, plan, reasons));
        }

        results = WithRatios(results, reference.Id);
        Comparison comparison = new(
            procurement, CaseReader.Hash(procurement), EngineVersion.Current, catalog.Hash, results, Judge(results));
        return new(comparison, plans);
    }

    /// <summary>The best of some options by present cost.</summary>
    internal static Verdict? Judge(IReadOnlyList<OptionResult> results)
    {
        List<OptionResult> ranked = [.. results.Where(result => !result.IsReference && result.IsFeasible && result.Figures is not null)
            .OrderBy(result => result.Figures!.PresentCostUsDollars)];
        OptionFigures? reference = results.Single(result => result.IsReference).Figures;
        if (ranked.Count == 0 || reference is null)
        {
            return null;
        }

        double best = ranked[0].Figures!.PresentCostUsDollars;
        double next = ranked.Count > 1 ? ranked[1].Figures!.PresentCostUsDollars : best;
        return new(
            ranked[0].Option.Id, ranked.Count > 1 ? ranked[1].Option.Id : null, next - best, (next - best) / next,
            reference.PresentCostUsDollars - best);
    }

    private static OptionResult Result(
        ProcurementCase procurement, PlannerCatalog catalog, FleetOption option, BoundPlan? plan, IReadOnlyList<string> reasons)
    {
        bool isReference = option.Id == procurement.ReferenceOption;
        List<string> conditions = [.. option.Accelerators.Select(entry => catalog.Accelerators[entry.AcceleratorId])
            .Select(card => $"{card.Name}: {card.Availability}")];
        if (plan is null)
        {
            return new(option, isReference, reasons, conditions, null, null, [], []);
        }

        RecordedSheet<Scalar> sheet = new();
        CaseInputs<Scalar> inputs = CaseInputs.Scalars(plan.Slots.Table.BaseValues());
        Outcome<Scalar> outcome = FleetModel.Evaluate(inputs, plan.Slots, ref sheet);
        OptionFigures figures = Figures(plan.Plan, outcome);
        HashSet<string> titles = [.. plan.Slots.Pools.Select(pool => pool.Title)];
        return new(
            option, isReference, Limits(procurement, option, figures), conditions, plan.Plan, figures,
            [.. sheet.Lines.Where(line => line.IsMonthly && line.Section == "Cash flow")
                .Select(line => new StatementLine(line.Name, line.Unit.Symbol, [.. line.Values.Select(value => value.Value)]))],
            [.. sheet.Lines.Where(line => !line.IsMonthly && titles.Contains(line.Section)).GroupBy(line => line.Section)
                .Select(section => new PoolFigures(section.Key,
                    [.. section.Select(line => new NamedValue(line.Name, line.Unit.Symbol, line.Values[0].Value))]))]);
    }

    private static List<string> Limits(ProcurementCase procurement, FleetOption option, OptionFigures figures)
    {
        List<string> reasons = [];
        if (option.Tenure == Tenure.Rent)
        {
            return reasons;
        }

        if (figures.CapitalUsDollars > procurement.Finance.BudgetUsDollars)
        {
            reasons.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Capital of {figures.CapitalUsDollars / 1e9:0.00} billion USD is above the budget of {procurement.Finance.BudgetUsDollars / 1e9:0.00} billion USD"));
        }

        if (figures.SiteMegawatts > procurement.Site.PowerLimitMegawatts)
        {
            reasons.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Nameplate power of {figures.SiteMegawatts:0.#} MW is above the site's {procurement.Site.PowerLimitMegawatts:0.#} MW"));
        }

        return reasons;
    }

    private static OptionFigures Figures(FleetPlan plan, in Outcome<Scalar> outcome) => new(
        plan.Cards,
        plan.Servers,
        outcome.CapitalUsDollars.Value,
        outcome.PresentCostUsDollars.Value,
        outcome.NetPresentValueUsDollars.Value,
        outcome.SiteMegawatts.Value,
        outcome.TokensPerDay.Value,
        outcome.InputUsDollarsPerMegatoken.Value,
        outcome.OutputUsDollarsPerMegatoken.Value,
        outcome.BlendedUsDollarsPerMegatoken.Value,
        outcome.RecommendationUsDollarsPerMillionCandidates.Value,
        outcome.TokensPerKilowattHour.Value,
        outcome.EnergyMegawattHours.Value,
        outcome.CarbonTonnes.Value,
        outcome.UnmetFraction.Value,
        outcome.BridgeUsDollars.Value,
        0);

    private static List<OptionResult> WithRatios(List<OptionResult> results, string reference)
    {
        OptionFigures? baseline = results.Single(result => result.Option.Id == reference).Figures;
        return baseline is null
            ? results
            : [.. results.Select(result => result.Figures is not { } figures ? result : result with
            {
                Figures = figures with { PerformancePerDollarRatio = baseline.PresentCostUsDollars / figures.PresentCostUsDollars },
            })];
    }
}

/// <summary>A comparison with the plans behind it.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Plans">The bound plans by option id; an option without a plan is not there.</param>
public sealed record BoundComparison(Comparison Comparison, IReadOnlyDictionary<string, BoundPlan> Plans);
