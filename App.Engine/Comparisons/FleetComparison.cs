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
    /// <param name="searches">Searches of earlier states of the case, which are taken over and added to; null where there are none.</param>
    public static BoundComparison EvaluateBound(ProcurementCase procurement, PlannerCatalog catalog, SearchMemory? searches = null)
    {
        CaseBinding binding = new(procurement, catalog);
        FleetLimits limits = FleetLimits.Of(binding);
        FleetPlanner planner = new(binding, searches);
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
            results.Add(Result(procurement, catalog, limits, option, plan, reasons));
        }

        results = WithReference(EngineWarnings.AddTo(results, procurement, catalog), procurement, reference.Id);
        Comparison comparison = new(
            procurement, CaseReader.Hash(procurement), EngineVersion.Current, catalog.Hash, limits, results, Judge(results));
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
        ProcurementCase procurement, PlannerCatalog catalog, FleetLimits limits, FleetOption option, BoundPlan? plan, IReadOnlyList<string> reasons)
    {
        bool isReference = option.Id == procurement.ReferenceOption;
        List<string> conditions = [.. option.Accelerators.Select(entry => catalog.Accelerators[entry.AcceleratorId])
            .Select(card => $"{card.Name}: {card.Availability}")];
        if (plan is null)
        {
            return new(option, isReference, reasons, conditions, [], null, null, [], [], []);
        }

        RecordedSheet<Scalar> sheet = new();
        CaseInputs<Scalar> inputs = CaseInputs.Scalars(plan.Slots.Table.BaseValues());
        FleetWorkspace<Scalar> workspace = new(plan.Slots);
        Outcome<Scalar> outcome = FleetModel.Evaluate(inputs, workspace, ref sheet);
        OptionFigures figures = Figures(plan.Plan, outcome);
        HashSet<string> titles = [.. plan.Slots.Pools.Select(pool => pool.Title)];
        return new(
            option, isReference, [.. limits.Breaches(option.Tenure, inputs, workspace, outcome).Select(breach => breach.Text)], conditions,
            [.. NeverDelivered(figures, procurement.Finance.HorizonMonths)], plan.Plan, figures,
            [.. sheet.Lines.Where(line => line.IsMonthly && line.Section == CashLines.Section).Select(Monthly)],
            [.. sheet.Lines.Where(line => line.IsMonthly && OperationLines.All.Contains(line.Name)).GroupBy(line => line.Section)
                .Select(section => new MonthSection(section.Key, [.. section.Select(Monthly)]))],
            [.. sheet.Lines.Where(line => !line.IsMonthly && titles.Contains(line.Section)).GroupBy(line => line.Section)
                .Select(section => new PoolFigures(section.Key,
                    [.. section.Select(line => new NamedValue(line.Name, line.Unit.Symbol, line.Values[0].Value))]))]);
    }

    /// <summary>Cards that never arrive are made up by rented capacity, which the model does not limit by itself.</summary>
    private static IEnumerable<string> NeverDelivered(OptionFigures figures, int horizonMonths)
    {
        // Deliveries add up to all cards but for rounding.
        double missing = Math.Round(figures.Cards * (1 - figures.DeliveredFraction));
        if (missing >= 1)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{missing:N0} of {figures.Cards:N0} ordered cards do not arrive within {horizonMonths} months. Rented capacity serves {figures.BridgeShareFraction:0%} of the work over the horizon, for {figures.BridgeUsDollars / 1e9:0.00} billion USD (present value), as if there were always enough to rent; set a largest rented share among the limits if there is not.");
        }
    }

    private static StatementLine Monthly(SheetLine<Scalar> line) =>
        new(line.Name, line.Unit.Symbol, [.. line.Values.Select(value => value.Value)]);

    private static OptionFigures Figures(FleetPlan plan, in Outcome<Scalar> outcome) => new(
        plan.Cards,
        plan.Servers,
        outcome.CapitalUsDollars.Value,
        outcome.PresentCostUsDollars.Value,
        outcome.PresentCostBeforeTaxUsDollars.Value,
        outcome.NetPresentValueUsDollars.Value,
        outcome.TotalCostUsDollars.Value,
        outcome.EquivalentAnnualCostUsDollars.Value,
        outcome.RealEquivalentAnnualCostUsDollars.Value,
        outcome.SiteMegawatts.Value,
        outcome.TokensPerDay.Value,
        outcome.InputUsDollarsPerMegatoken.Value,
        outcome.OutputUsDollarsPerMegatoken.Value,
        outcome.BlendedUsDollarsPerMegatoken.Value,
        outcome.RealBlendedUsDollarsPerMegatoken.Value,
        outcome.RecommendationUsDollarsPerMillionCandidates.Value,
        outcome.UsDollarsPerAcceleratorHour.Value,
        outcome.CapitalUsDollarsPerKilowatt.Value,
        outcome.TokensPerUsDollar.Value,
        outcome.TokensPerKilowattHour.Value,
        outcome.TokensPerSecondPerMegawatt.Value,
        outcome.CarbonKilogramsPerMegatoken.Value,
        outcome.EnergyMegawattHours.Value,
        outcome.CarbonTonnes.Value,
        outcome.UtilisationFraction.Value,
        outcome.DeliveredFraction.Value,
        outcome.UnmetFraction.Value,
        outcome.BridgeUsDollars.Value,
        0,
        null);

    private static List<OptionResult> WithReference(List<OptionResult> results, ProcurementCase procurement, string reference)
    {
        OptionResult baseline = results.Single(result => result.Option.Id == reference);
        return baseline.Figures is null
            ? results
            : [.. results.Select(result => result.Figures is not { } figures ? result : result with
            {
                Figures = figures with
                {
                    PerformancePerDollarRatio = baseline.Figures.PresentCostUsDollars / figures.PresentCostUsDollars,
                    InPlaceOfReference = result.IsReference ? null : InvestmentReturn.Of(
                        AfterTax(baseline), AfterTax(result), procurement.Finance.DiscountRateFraction, procurement.Finance.CashTiming),
                },
            })];

        static IReadOnlyList<double> AfterTax(OptionResult result) => result.Statement.Single(line => line.Name == "Cost after tax").Values;
    }
}

/// <summary>A comparison with the plans behind it.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Plans">The bound plans by option id; an option without a plan is not there.</param>
public sealed record BoundComparison(Comparison Comparison, IReadOnlyDictionary<string, BoundPlan> Plans);
