using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>The model: what a planned fleet delivers, draws and costs, month by month (F22-F29, F33). Written once for the three readings.</summary>
public static class FleetModel
{
    /// <summary>Evaluates a plan.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <typeparam name="TSheet">Where the named lines go.</typeparam>
    /// <param name="inputs">One value per slot of the plan's table.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="sheet">Receives the lines.</param>
    /// <returns>The option's figures.</returns>
    public static Outcome<T> Evaluate<T, TSheet>(in CaseInputs<T> inputs, PlanSlots plan, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T> => Evaluate(inputs, new FleetWorkspace<T>(plan), ref sheet);

    /// <summary>Evaluates a plan in memory that was made for it; allocates nothing.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <typeparam name="TSheet">Where the named lines go.</typeparam>
    /// <param name="inputs">One value per slot of the plan's table.</param>
    /// <param name="workspace">Memory for the plan; what it held before does not matter.</param>
    /// <param name="sheet">Receives the lines.</param>
    /// <returns>The option's figures.</returns>
    public static Outcome<T> Evaluate<T, TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        Preparation.Run(inputs, workspace, ref sheet);
        CashMonth<T> cash = Timeline.Run(inputs, workspace, ref sheet);
        Outcome<T> outcome = Summarise(inputs, workspace, cash, ref sheet);
        sheet.Section("Result");
        OutcomeLines.Write(outcome, ref sheet);
        return outcome;
    }

    private static Outcome<T> Summarise<T, TSheet>(
        in CaseInputs<T> inputs, FleetWorkspace<T> workspace, in CashMonth<T> cash, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        T one = T.Constant(1);
        T million = T.Constant(1e6);
        T thousand = T.Constant(1000);
        EconomySlots economy = workspace.Plan.Economy;
        WorkTotals<T> work = WorkTotals<T>.Of(inputs, workspace, ref sheet);
        FleetTotals<T> fleet = FleetTotals<T>.Of(inputs, workspace, ref sheet);
        sheet.Section("Levelised cost");
        T levelised = cash.PresentCost / (one - inputs[economy.Tax.IncomeTax]);
        sheet.Value("What work must earn, present value before tax", Unit.UsDollars, levelised);
        CostTotals<T> cost = CostTotals.Of(workspace, levelised, cash.PresentCostBeforeTax, fleet.PresentBridgeRent, ref sheet);
        sheet.Section("Levelised cost");
        T language = cost.Input + cost.Output;
        sheet.Value("Of it for prompts", Unit.UsDollars, cost.Input);
        sheet.Value("Of it for outputs", Unit.UsDollars, cost.Output);
        sheet.Value("Of it for candidates", Unit.UsDollars, cost.Recommendation);
        sheet.Value("Of it for other work", Unit.UsDollars, cost.Other);
        T blended = Ratios.Of(language, work.InputMegatokens + work.OutputMegatokens);
        T years = inputs[workspace.Plan.Terms.HorizonMonths] / T.Constant(12);
        T rate = inputs[economy.DiscountRateFraction];
        T recovery = LevelizedCost.CapitalRecoveryFactor(rate, years);
        sheet.Value("Capital recovery factor", Unit.One, recovery);
        T realRate = ((one + rate) / (one + inputs[economy.Prices.GeneralInflation])) - one;
        sheet.Value("Real discount rate", Unit.One, realRate);
        T realRecovery = LevelizedCost.CapitalRecoveryFactor(realRate, years);
        sheet.Value("Capital recovery factor at the real rate", Unit.One, realRecovery);
        T languageHours = fleet.KilowattHours * fleet.LanguageShare;
        return new(
            cash.Capital,
            cash.PresentCost,
            cash.PresentCostBeforeTax,
            -cash.PresentCost,
            cash.Cost,
            cash.PresentCost * recovery,
            cash.PresentCost * realRecovery,
            work.TokensPerDay,
            Ratios.Of(cost.Input, work.InputMegatokens),
            Ratios.Of(cost.Output, work.OutputMegatokens),
            blended,
            Ratios.Of(language, work.RealMegatokens),
            Ratios.Of(cost.Recommendation, work.MillionCandidates),
            Ratios.Of(levelised - fleet.PresentBridgeRent, fleet.PresentCardHours),
            Ratios.Of(cash.Capital, fleet.NameplateKilowatts),
            Ratios.Of(million, blended),
            Ratios.Of(fleet.Megatokens * million, languageHours),
            Ratios.Of(fleet.TokensPerSecond * thousand, fleet.MeterKilowatts),
            Ratios.Of(fleet.CarbonKilograms * fleet.LanguageShare, fleet.Megatokens),
            fleet.MeterKilowatts / thousand,
            fleet.KilowattHours / thousand,
            fleet.CarbonKilograms / thousand,
            Ratios.Of(fleet.BusyCardMonths, fleet.CardMonths),
            Ratios.Of(fleet.BridgeRent, fleet.WholeBridgeRent),
            fleet.PresentBridgeRent,
            Ratios.Of(fleet.DeliveredCards, fleet.Cards));
    }
}
