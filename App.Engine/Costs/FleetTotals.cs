using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>What a fleet comes to over the horizon beside its cost.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct FleetTotals<T>
    where T : struct, IReal<T>
{
    /// <summary>IT power with every card at full power, kW.</summary>
    public T NameplateKilowatts;

    /// <summary>The same at the meter, kW.</summary>
    public T MeterKilowatts;

    /// <summary>Energy at the meter, kWh.</summary>
    public T KilowattHours;

    /// <summary>Carbon dioxide of it, kg.</summary>
    public T CarbonKilograms;

    /// <summary>Share of the energy that serves language models.</summary>
    public T LanguageShare;

    /// <summary>Tokens served on the option's own cards, millions.</summary>
    public T Megatokens;

    /// <summary>The same in the last month, a second.</summary>
    public T TokensPerSecond;

    /// <summary>Busy card-months and card-months in service.</summary>
    public T BusyCardMonths;

    /// <inheritdoc cref="BusyCardMonths"/>
    public T CardMonths;

    /// <summary>Card-hours in service, discounted.</summary>
    public T PresentCardHours;

    /// <summary>Cards, and those that have arrived by the end.</summary>
    public T Cards;

    /// <inheritdoc cref="Cards"/>
    public T DeliveredCards;

    /// <summary>Rent for what is not served, USD; all of it if the bridge served everything; discounted.</summary>
    public T BridgeRent;

    /// <inheritdoc cref="BridgeRent"/>
    public T WholeBridgeRent;

    /// <inheritdoc cref="BridgeRent"/>
    public T PresentBridgeRent;

    /// <summary>Adds up a timeline that has run to its end.</summary>
    public static FleetTotals<T> Of<TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        FleetTotals<T> totals = default;
        PlanIndex index = workspace.Index;
        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            ref readonly GroupState<T> group = ref workspace.Groups[g];
            ref readonly GroupMonth<T> now = ref workspace.GroupMonths[g];
            totals.NameplateKilowatts += group.NameplateKilowatts;
            totals.Cards += group.Cards;
            totals.DeliveredCards += index.Groups[g].Purchase is null ? group.Cards : group.Cards * now.Delivered;
            totals.CardMonths += group.Cards * now.MonthsInService;
            totals.PresentCardHours += group.Cards * now.PresentMonthsInService * Durations.HoursPerMonth<T>();
        }

        for (int s = 0; s < workspace.Sites.Length; s++)
        {
            totals.MeterKilowatts += workspace.Sites[s].NameplateKilowatts * inputs[index.Sites[s].PowerUsageEffectiveness];
            totals.KilowattHours += workspace.SiteMonths[s].AllKilowattHours;
            totals.CarbonKilograms += workspace.SiteMonths[s].AllKilowattHours * inputs[index.Sites[s].CarbonKilogramsPerKilowattHour];
        }

        for (int w = 0; w < workspace.Workloads.Length; w++)
        {
            ref readonly WorkloadMonth<T> now = ref workspace.WorkloadMonths[w];
            totals.Megatokens += now.AllServedRequests * workspace.Workloads[w].TokensPerRequest;
            totals.TokensPerSecond += now.Served * workspace.Workloads[w].TokensPerRequest;
            totals.BridgeRent += now.AllBridgeRent;
            totals.WholeBridgeRent += now.AllWholeBridgeRent;
            totals.PresentBridgeRent += now.PresentBridgeRent;
        }

        totals.AddPools(workspace, ref sheet);
        totals.Write(ref sheet);
        return totals;
    }

    /// <summary>Power is linear in months of service and in requests served, so each pool's share follows from the sums.</summary>
    private void AddPools<TSheet>(FleetWorkspace<T> workspace, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        T megaseconds = Durations.Of<T>().MegasecondsPerMonth;
        T all = T.Constant(0);
        T language = T.Constant(0);
        for (int p = 0; p < workspace.Pools.Length; p++)
        {
            PoolSlots slots = workspace.Index.Pools[p];
            ref readonly PoolState<T> pool = ref workspace.Pools[p];
            ref readonly GroupState<T> group = ref workspace.Groups[slots.Group];
            sheet.Section(workspace.Index.PoolTotalTitles[p]);
            T rateMonths = workspace.WorkloadMonths[slots.Workload].AllServedRequests / megaseconds;
            sheet.Value("Months of one request a second", Unit.Months, rateMonths);
            T busy = Ratios.Of(pool.Cards, pool.FullRate) * rateMonths;
            sheet.Value("Busy card-months", new Unit("card-months"), busy);
            BusyCardMonths += busy;
            T perRate = PoolStates.WorkKilowattsPerRate(slots, pool, group);
            sheet.Value("Power of one request a second", Unit.Kilowatts, perRate);
            T kilowattMonths = (pool.Cards * group.IdleKilowattsPerCard * workspace.GroupMonths[slots.Group].MonthsInService)
                + (perRate * rateMonths);
            sheet.Value("IT power times months", new Unit("kW months"), kilowattMonths);
            all += kilowattMonths;
            language += slots.Kind.CountsTokens() ? kilowattMonths : T.Constant(0);
        }

        sheet.Section("Totals");
        sheet.Value("IT power times months", new Unit("kW months"), all);
        sheet.Value("IT power times months for language models", new Unit("kW months"), language);
        LanguageShare = Ratios.Of(language, all);
    }

    private readonly void Write<TSheet>(ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        sheet.Section("Totals");
        sheet.Value("IT nameplate power", Unit.Kilowatts, NameplateKilowatts);
        sheet.Value("Nameplate power at the meter", Unit.Kilowatts, MeterKilowatts);
        sheet.Value("Energy at the meter", Unit.KilowattHours, KilowattHours);
        sheet.Value("Carbon dioxide", new Unit("kg"), CarbonKilograms);
        sheet.Value("Share of energy for language models", Unit.One, LanguageShare);
        sheet.Value("Tokens served on own cards", Unit.Megatokens, Megatokens);
        sheet.Value("Tokens a second in the last month", Unit.TokensPerSecond, TokensPerSecond);
        sheet.Value("Busy card-months", new Unit("card-months"), BusyCardMonths);
        sheet.Value("Card-months in service", new Unit("card-months"), CardMonths);
        sheet.Value("Present card-hours in service", new Unit("card-hours"), PresentCardHours);
        sheet.Value("Cards", Unit.Cards, Cards);
        sheet.Value("Cards delivered", Unit.Cards, DeliveredCards);
        sheet.Value("Rent of what is not served", Unit.UsDollars, BridgeRent);
        sheet.Value("Rent if the bridge served everything", Unit.UsDollars, WholeBridgeRent);
        sheet.Value("Present rent of what is not served", Unit.UsDollars, PresentBridgeRent);
    }
}

/// <summary>Ratios that are 0 where there is nothing to divide by.</summary>
internal static class Ratios
{
    /// <summary>An amount over another; 0 where the other is not above 0.</summary>
    public static T Of<T>(T amount, T per)
        where T : struct, IReal<T> => T.SelectLess(T.Constant(0), per, amount / per, T.Constant(0));
}
