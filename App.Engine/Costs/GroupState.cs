using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>Money and power of all cards of one kind, in one run. Zero where a line does not apply (bought against rented).</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Cards">Cards.</param>
/// <param name="Accelerators">Price of the cards, USD.</param>
/// <param name="Servers">Price of the servers beyond their cards, USD.</param>
/// <param name="Network">USD.</param>
/// <param name="Storage">USD.</param>
/// <param name="Installation">USD.</param>
/// <param name="Migration">Bringing the models to the accelerator's software, USD.</param>
/// <param name="NameplateKilowatts">IT power with every card at full power, kW.</param>
/// <param name="HostKilowattsPerCard">Server power beside the card, kW.</param>
/// <param name="IdleKilowattsPerCard">Idle card, kW.</param>
/// <param name="LoadKilowattsPerCard">Busy card, kW.</param>
/// <param name="EnergyPrice">USD per kWh.</param>
/// <param name="FacilityPerMonth">USD per month.</param>
/// <param name="StaffPerMonth">USD per month.</param>
/// <param name="SupportPerMonth">USD per month.</param>
/// <param name="FailuresPerMonth">Replaced cards, USD per month.</param>
/// <param name="RentPerMonth">USD per month.</param>
/// <param name="Residual">Value at the end of the horizon, USD.</param>
/// <param name="LeadTimeMonths">Months from order to service.</param>
internal readonly record struct GroupState<T>(
    T Cards,
    T Accelerators,
    T Servers,
    T Network,
    T Storage,
    T Installation,
    T Migration,
    T NameplateKilowatts,
    T HostKilowattsPerCard,
    T IdleKilowattsPerCard,
    T LoadKilowattsPerCard,
    T EnergyPrice,
    T FacilityPerMonth,
    T StaffPerMonth,
    T SupportPerMonth,
    T FailuresPerMonth,
    T RentPerMonth,
    T Residual,
    T LeadTimeMonths)
    where T : struct, IReal<T>
{
    /// <summary>All that is paid at the order, USD.</summary>
    public T Capital => Accelerators + Servers + Network + Storage + Installation + Migration;

    /// <summary>Writes what holds in every month to a sheet.</summary>
    /// <typeparam name="TSheet">Where the lines go.</typeparam>
    /// <param name="sheet">Receives the lines; its section is the group's.</param>
    public void Write<TSheet>(ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        sheet.Value("Cards", Unit.Cards, Cards);
        sheet.Value("Price of the accelerators", Unit.UsDollars, Accelerators);
        sheet.Value("Price of the servers", Unit.UsDollars, Servers);
        sheet.Value("Price of the network", Unit.UsDollars, Network);
        sheet.Value("Price of the storage", Unit.UsDollars, Storage);
        sheet.Value("Price of the installation", Unit.UsDollars, Installation);
        sheet.Value("Price of the migration", Unit.UsDollars, Migration);
        sheet.Value("Nameplate power", Unit.Kilowatts, NameplateKilowatts);
        sheet.Value("Server power beside a card", Unit.Kilowatts, HostKilowattsPerCard);
        sheet.Value("Idle power of a card", Unit.Kilowatts, IdleKilowattsPerCard);
        sheet.Value("Busy power of a card", Unit.Kilowatts, LoadKilowattsPerCard);
        sheet.Value("Facility a month", Unit.UsDollarsPerMonth, FacilityPerMonth);
        sheet.Value("Staff a month", Unit.UsDollarsPerMonth, StaffPerMonth);
        sheet.Value("Support a month", Unit.UsDollarsPerMonth, SupportPerMonth);
        sheet.Value("Failed cards a month", Unit.UsDollarsPerMonth, FailuresPerMonth);
        sheet.Value("Rent a month", Unit.UsDollarsPerMonth, RentPerMonth);
        sheet.Value("Value at the end", Unit.UsDollars, Residual);
    }
}

/// <summary>Computes money and power of groups.</summary>
internal static class GroupStates
{
    private const double MonthsOfResidualValue = 48;

    /// <summary>Money and power of a group.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="group">A group of it.</param>
    public static GroupState<T> Of<T>(in CaseInputs<T> inputs, PlanSlots plan, GroupSlots group)
        where T : struct, IReal<T>
    {
        T cards = inputs[group.Cards];
        if (group.RentalUsDollarsPerHour is { } rental)
        {
            T zero = T.Constant(0);
            return new(
                cards, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero,
                cards * inputs[rental] * Durations.HoursPerMonth<T>(), zero, zero);
        }

        PurchaseSlots purchase = group.Purchase
            ?? throw new ArgumentException($"Group '{group.Title}' is neither bought nor rented.", nameof(group));
        EconomySlots economy = plan.Economy;
        T thousand = T.Constant(1000);
        T twelve = T.Constant(12);
        T accelerators = cards * inputs[purchase.PriceUsDollars];
        T withServers = accelerators * inputs[purchase.ServerOverheadMultiplier];
        T full = inputs[purchase.ThermalDesignPowerWatts] / thousand;
        T host = inputs[purchase.HostPowerWattsPerCard] / thousand;
        T nameplate = cards * (full + host);
        T kept = T.Exp(T.Log(inputs[purchase.ResidualValueFraction])
            * (T.Constant(plan.HorizonMonths) / T.Constant(MonthsOfResidualValue)));
        return new(
            cards,
            accelerators,
            withServers - accelerators,
            withServers * inputs[economy.NetworkCapexFraction],
            withServers * inputs[economy.StorageCapexFraction],
            withServers * inputs[economy.InstallationCapexFraction],
            inputs[purchase.MigrationUsDollarsPerModel] * inputs[group.ModelsMigrated],
            nameplate,
            host,
            full * inputs[purchase.IdlePowerFraction],
            full * inputs[purchase.LoadPowerFraction],
            inputs[purchase.EnergyPriceUsDollarsPerKilowattHour],
            nameplate * inputs[economy.FacilityUsDollarsPerKilowattMonth],
            nameplate / thousand * inputs[economy.StaffFullTimeEquivalentsPerMegawatt]
                * inputs[economy.StaffUsDollarsPerYear] / twelve,
            withServers * inputs[economy.AnnualSupportFraction] / twelve,
            accelerators * inputs[purchase.AnnualFailureRateFraction] / twelve,
            T.Constant(0),
            accelerators * kept,
            inputs[purchase.LeadTimeMonths]);
    }
}
