using App.Engine.Algebra;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>What holds for a site in every month of a run.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="OverheadRatio">Overhead power over IT power at full load.</param>
/// <param name="OverheadOfNameplate">Overhead that does not fall with load, over IT nameplate power.</param>
/// <param name="OverheadOfLoad">Overhead that does, over IT power.</param>
/// <param name="PeakPrice">Energy in peak hours, USD per kWh at the order.</param>
/// <param name="FlatPrice">Energy in the hours between, USD per kWh at the order.</param>
/// <param name="ValleyPrice">Energy in valley hours, USD per kWh at the order.</param>
/// <param name="DemandCharge">USD per kW and month at the order.</param>
/// <param name="NameplateKilowatts">IT nameplate power of the cards that stand there, kW.</param>
/// <param name="FacilityPerKilowatt">Colocation, USD per kW and month at the order; 0 where built.</param>
/// <param name="BuildCost">Building, USD; 0 where rented.</param>
/// <param name="UpkeepPerMonth">Upkeep where built, USD a month at the order.</param>
/// <param name="MonthlyDepreciation">Share of the building cost a month.</param>
/// <param name="FullLimitKilowatts">Power at the meter in the end, kW.</param>
internal readonly record struct SiteState<T>(
    T OverheadRatio,
    T OverheadOfNameplate,
    T OverheadOfLoad,
    T PeakPrice,
    T FlatPrice,
    T ValleyPrice,
    T DemandCharge,
    T NameplateKilowatts,
    T FacilityPerKilowatt,
    T BuildCost,
    T UpkeepPerMonth,
    T MonthlyDepreciation,
    T FullLimitKilowatts)
    where T : struct, IReal<T>
{
    /// <summary>Writes what holds in every month to a sheet.</summary>
    public void Write<TSheet>(ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        sheet.Value("Overhead over IT nameplate power", Unit.One, OverheadOfNameplate);
        sheet.Value("Overhead over IT power", Unit.One, OverheadOfLoad);
        sheet.Value("Energy price in peak hours", Unit.UsDollarsPerKilowattHour, PeakPrice);
        sheet.Value("Energy price in hours between", Unit.UsDollarsPerKilowattHour, FlatPrice);
        sheet.Value("Energy price in valley hours", Unit.UsDollarsPerKilowattHour, ValleyPrice);
        sheet.Value("IT nameplate power there", Unit.Kilowatts, NameplateKilowatts);
        sheet.Value("Building cost", Unit.UsDollars, BuildCost);
        sheet.Value("Upkeep a month", Unit.UsDollarsPerMonth, UpkeepPerMonth);
        sheet.Value("Share depreciated a month", Unit.One, MonthlyDepreciation);
    }
}

/// <summary>A site in the current month; sums run from the order on. <c>default</c> is the state before month 0.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct SiteMonth<T>
    where T : struct, IReal<T>
{
    /// <summary>Power at the meter that there is, kW.</summary>
    public T LimitKilowatts;

    /// <summary>IT nameplate power of delivered cards, kW.</summary>
    public T InstalledKilowatts;

    /// <summary>Share of delivered cards that has power.</summary>
    public T PowerShare;

    /// <summary>Highest power at the meter, kW.</summary>
    public T HighestKilowatts;

    /// <summary>Energy at the meter, kWh.</summary>
    public T KilowattHours;

    /// <summary>Energy at the meter, kWh, summed.</summary>
    public T AllKilowattHours;

    /// <summary>Cost of energy, USD.</summary>
    public T EnergyCost;

    /// <summary>Demand charge, USD.</summary>
    public T DemandCost;

    /// <summary>Colocation, or upkeep of an own facility, USD.</summary>
    public T FacilityCost;

    /// <summary>Spent on building, USD.</summary>
    public T Construction;

    /// <summary>Depreciation of the building, USD.</summary>
    public T Depreciation;

    /// <summary>Cost of the building less its depreciation, USD.</summary>
    public T BookValue;

    private T _built;
    private T _cost;

    /// <summary>Power there is, and the share of delivered cards that it is enough for.</summary>
    public void Supply<TSheet>(in SiteState<T> state, T limitKilowatts, T installedKilowatts, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        LimitKilowatts = limitKilowatts;
        sheet.Month(OperationLines.PowerLimit, Unit.Kilowatts, at, limitKilowatts);
        InstalledKilowatts = installedKilowatts;
        sheet.Month("IT nameplate power delivered", Unit.Kilowatts, at, installedKilowatts);
        T needed = installedKilowatts * (T.Constant(1) + state.OverheadRatio);
        sheet.Month(OperationLines.NameplatePower, Unit.Kilowatts, at, needed);
        PowerShare = T.SelectLess(limitKilowatts, needed, limitKilowatts / needed, T.Constant(1));
        sheet.Month("Share of it that has power", Unit.One, at, PowerShare);
    }

    /// <summary>Energy of the month and what it costs.</summary>
    /// <param name="state">What holds in every month.</param>
    /// <param name="load">IT power of the cards there.</param>
    /// <param name="priceLevel">Energy price over that at the order, in dollars.</param>
    /// <param name="durations">Lengths of time.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the site's.</param>
    public void Draw<TSheet>(
        in SiteState<T> state, in SiteLoad<T> load, T priceLevel, in Durations<T> durations, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        T standing = InstalledKilowatts * PowerShare * state.OverheadOfNameplate;
        sheet.Month("Overhead whatever the load", Unit.Kilowatts, at, standing);
        T perLoad = T.Constant(1) + state.OverheadOfLoad;
        T peak = (load.Peak * perLoad) + standing;
        sheet.Month("Power at the meter in peak hours", Unit.Kilowatts, at, peak);
        T flat = (load.Flat * perLoad) + standing;
        sheet.Month("Power at the meter in hours between", Unit.Kilowatts, at, flat);
        T valley = (load.Valley * perLoad) + standing;
        sheet.Month("Power at the meter in valley hours", Unit.Kilowatts, at, valley);
        HighestKilowatts = (load.Busiest * perLoad) + standing;
        sheet.Month(OperationLines.HighestPower, Unit.Kilowatts, at, HighestKilowatts);
        T hours = durations.HoursPerPeriod;
        KilowattHours = (peak + flat + valley) * hours;
        sheet.Month("Energy at the meter there", Unit.KilowattHoursPerMonth, at, KilowattHours);
        AllKilowattHours += KilowattHours;
        sheet.Month("Energy at the meter there so far", Unit.KilowattHours, at, AllKilowattHours);
        sheet.Month("Energy price level in dollars", Unit.One, at, priceLevel);
        T atOrderPrices = ((peak * state.PeakPrice) + (flat * state.FlatPrice) + (valley * state.ValleyPrice)) * hours;
        sheet.Month("Energy at the prices of the order", Unit.UsDollarsPerMonth, at, atOrderPrices);
        EnergyCost = atOrderPrices * priceLevel;
        sheet.Month("Energy cost", Unit.UsDollarsPerMonth, at, EnergyCost);
        DemandCost = HighestKilowatts * state.DemandCharge * priceLevel;
        sheet.Month("Demand charge there", Unit.UsDollarsPerMonth, at, DemandCost);
    }

    /// <summary>Rented or built space.</summary>
    public void House<TSheet>(in SiteState<T> state, T localPrice, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        T rented = InstalledKilowatts * PowerShare * state.FacilityPerKilowatt;
        sheet.Month("Colocation at the prices of the order", Unit.UsDollarsPerMonth, at, rented);
        T built = LimitKilowatts / state.FullLimitKilowatts;
        sheet.Month("Share built", Unit.One, at, built);
        Construction = state.BuildCost * (built - _built) * localPrice;
        sheet.Month("Construction", Unit.UsDollarsPerMonth, at, Construction);
        FacilityCost = (rented + (state.UpkeepPerMonth * built * month.Service)) * localPrice;
        sheet.Month("Facility cost", Unit.UsDollarsPerMonth, at, FacilityCost);
        _cost += Construction;
        sheet.Month("Construction so far", Unit.UsDollars, at, _cost);
        Depreciation = T.Min(BookValue, _cost * state.MonthlyDepreciation) * month.Service;
        sheet.Month("Depreciation of the facility", Unit.UsDollarsPerMonth, at, Depreciation);
        BookValue = BookValue + Construction - Depreciation;
        sheet.Month("Book value of the facility", Unit.UsDollars, at, BookValue);
        _built = built;
    }
}

/// <summary>IT power in the parts of a day, kW.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Peak">Mean of the eight peak hours.</param>
/// <param name="Flat">Mean of the eight hours between.</param>
/// <param name="Valley">Mean of the eight valley hours.</param>
/// <param name="Busiest">Busiest hour.</param>
internal readonly record struct SiteLoad<T>(T Peak, T Flat, T Valley, T Busiest)
    where T : struct, IReal<T>;

/// <summary>Computes sites.</summary>
internal static class SiteStates
{
    /// <summary>What holds in every month.</summary>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="site">Where the site's numbers stand.</param>
    /// <param name="nameplateKilowatts">IT nameplate power of the cards that stand there, kW.</param>
    public static SiteState<T> Of<T>(in CaseInputs<T> inputs, SiteSlots site, T nameplateKilowatts)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        T zero = T.Constant(0);
        bool isOwn = site.Facility == FacilityTenure.Own;
        T overhead = inputs[site.PowerUsageEffectiveness] - one;
        T standing = overhead * inputs[site.OverheadFixedShareFraction];
        T price = inputs[site.EnergyPriceUsDollarsPerKilowattHour];
        T peak = price * inputs[site.PeakHoursPriceRatio];
        T valley = price * inputs[site.ValleyHoursPriceRatio];
        T build = isOwn ? nameplateKilowatts * inputs[site.FacilityBuildUsDollarsPerKilowatt] : zero;
        return new(
            overhead,
            standing,
            overhead - standing,
            peak,
            T.Max(zero, (T.Constant(3) * price) - peak - valley),
            valley,
            inputs[site.DemandChargeUsDollarsPerKilowattMonth],
            nameplateKilowatts,
            isOwn ? zero : inputs[site.FacilityUsDollarsPerKilowattMonth],
            build,
            isOwn ? build * inputs[site.FacilityUpkeepFraction] / T.Constant(12) : zero,
            one / inputs[site.FacilityLifeMonths],
            inputs[site.Stages[^1].Megawatts] * T.Constant(1000));
    }
}
