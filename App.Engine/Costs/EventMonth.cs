using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>An event, in one run. An effect that it does not have is 0.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Occurs">1 where it happens, else 0.</param>
/// <param name="Start">Months from the order after which it is in force.</param>
/// <param name="End">Months from the order after which it no longer is.</param>
/// <param name="SupportEnd">Months from the order after which failed cards cannot be replaced.</param>
/// <param name="Slip">Delay of all deliveries, months; 0 where it does not happen.</param>
/// <param name="Delivery">Change of deliveries while in force, over plan.</param>
/// <param name="CardPrice">Change of the price of cards ordered while in force.</param>
/// <param name="RentalPrice">Change of rents while in force.</param>
/// <param name="Resale">Change of resale values while in force.</param>
/// <param name="EnergyPrice">Change of the energy price while in force.</param>
/// <param name="Capacity">Change of work per card while in force.</param>
internal readonly record struct EventState<T>(
    T Occurs, T Start, T End, T SupportEnd, T Slip, T Delivery, T CardPrice, T RentalPrice, T Resale, T EnergyPrice, T Capacity)
    where T : struct, IReal<T>
{
    /// <summary>Price of a card ordered in a month over that planned.</summary>
    public T CardPriceAt(T month) => T.Constant(1)
        + (CardPrice * Occurs * T.SelectLess(month, Start, T.Constant(0), T.SelectLess(month, End, T.Constant(1), T.Constant(0))));
}

/// <summary>An event in the current month.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct EventMonth<T>
    where T : struct, IReal<T>
{
    /// <summary>Share of the month in which it is in force; 0 where it does not happen.</summary>
    public T InForce;

    /// <summary>Share of the month in which failed cards cannot be replaced.</summary>
    public T SupportEnded;

    /// <summary>Moves on to a month.</summary>
    public void Advance<TSheet>(in EventState<T> state, bool endsSupport, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        InForce = state.Occurs * (Shares.Reached(month.Number, state.Start) - Shares.Reached(month.Number, state.End));
        sheet.Month("In force", Unit.One, month.Index, InForce);
        if (endsSupport)
        {
            SupportEnded = state.Occurs * Shares.Reached(month.Number, state.SupportEnd);
            sheet.Month("Support ended", Unit.One, month.Index, SupportEnded);
        }
    }
}

/// <summary>Computes events.</summary>
internal static class EventStates
{
    /// <summary>An event of a run.</summary>
    public static EventState<T> Of<T>(in CaseInputs<T> inputs, EventSlots slots)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T occurs = inputs[slots.Occurs];
        T start = inputs[slots.StartMonth];
        return new(
            occurs,
            start,
            start + inputs[slots.DurationMonths],
            slots.SupportEndsAfterMonths is { } support ? start + inputs[support] : zero,
            slots.SlipMonths is { } slip ? occurs * inputs[slip] : zero,
            Change(inputs, slots.Delivery),
            Change(inputs, slots.CardPrice),
            Change(inputs, slots.RentalPrice),
            Change(inputs, slots.Resale),
            Change(inputs, slots.EnergyPrice),
            Change(inputs, slots.Capacity));
    }

    private static T Change<T>(in CaseInputs<T> inputs, Slot? factor)
        where T : struct, IReal<T> => factor is { } slot ? inputs[slot] - T.Constant(1) : T.Constant(0);
}
