using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>Cards of one kind in the current month; sums run from the order on. <c>default</c> is the state before month 0.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct GroupMonth<T>
    where T : struct, IReal<T>
{
    /// <summary>Share of the cards in service.</summary>
    public T InService;

    /// <summary>Energy at the meter, kWh.</summary>
    public T KilowattHours;

    /// <summary>Energy at the meter, kWh, summed.</summary>
    public T AllKilowattHours;

    /// <summary>Months in service, summed.</summary>
    public T MonthsInService;

    /// <summary>Own costs of the group less its residual, discounted, USD, summed.</summary>
    public T PresentCost;

    /// <summary>Cards come into service after their lead time.</summary>
    /// <typeparam name="TSheet">Where the lines go.</typeparam>
    /// <param name="state">What holds in every month.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the group's.</param>
    public void Deliver<TSheet>(in GroupState<T> state, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        InService = T.Max(T.Constant(0), T.Min(T.Constant(1), month.Number - state.LeadTimeMonths));
        sheet.Month("Share in service", Unit.One, month.Index, InService);
        MonthsInService += InService;
        sheet.Month("Months in service so far", Unit.Months, month.Index, MonthsInService);
    }

    /// <summary>Energy of the month.</summary>
    /// <typeparam name="TSheet">Where the lines go.</typeparam>
    /// <param name="idleKilowatts">IT power of all cards without work, kW.</param>
    /// <param name="workKilowatts">IT power that work adds, kW.</param>
    /// <param name="powerUsageEffectiveness">Site power over IT power.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the group's.</param>
    public void Draw<TSheet>(
        T idleKilowatts, T workKilowatts, T powerUsageEffectiveness, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        T kilowatts = (idleKilowatts * InService) + workKilowatts;
        sheet.Month("Mean IT power", Unit.Kilowatts, month.Index, kilowatts);
        KilowattHours = kilowatts * Durations.HoursPerMonth<T>() * powerUsageEffectiveness;
        sheet.Month("Energy used", Unit.KilowattHoursPerMonth, month.Index, KilowattHours);
        AllKilowattHours += KilowattHours;
        sheet.Month("Energy used so far", Unit.KilowattHours, month.Index, AllKilowattHours);
    }
}
