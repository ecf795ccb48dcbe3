using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>Factors of one month that hold in every month of a run.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Discount">Worth of a dollar one month later.</param>
/// <param name="ServiceTiming">1 where money flows at the end of a month, half a month's interest where in its middle.</param>
/// <param name="General">General price level.</param>
/// <param name="Staff">Pay.</param>
/// <param name="Energy">Energy price.</param>
/// <param name="Cards">Cards and servers.</param>
/// <param name="Rental">Rented cards.</param>
/// <param name="Yuan">Value of the yuan.</param>
internal readonly record struct PriceState<T>(
    T Discount, T ServiceTiming, T General, T Staff, T Energy, T Cards, T Rental, T Yuan)
    where T : struct, IReal<T>
{
    /// <summary>Writes what holds in every month to a sheet.</summary>
    public void Write<TSheet>(ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        sheet.Value("Discount factor of one month", Unit.One, Discount);
        sheet.Value("Discount factor of money within a month", Unit.One, ServiceTiming);
        sheet.Value("General price level over the month before", Unit.One, General);
        sheet.Value("Pay over the month before", Unit.One, Staff);
        sheet.Value("Energy price over the month before", Unit.One, Energy);
        sheet.Value("Card price over the month before", Unit.One, Cards);
        sheet.Value("Rent over the month before", Unit.One, Rental);
        sheet.Value("Yuan over the month before", Unit.One, Yuan);
    }
}

/// <summary>Price levels of the current month over those at the order. <c>default</c> is the state before month 0.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct PriceMonth<T>
    where T : struct, IReal<T>
{
    /// <summary>Worth at the order of a dollar at the end of the month.</summary>
    public T EndDiscount;

    /// <summary>Worth at the order of a dollar that flows in this month.</summary>
    public T Discount;

    /// <summary>The same at the real rate.</summary>
    public T RealDiscount;

    public T General;
    public T Staff;
    public T Energy;
    public T Cards;
    public T Rental;
    public T Yuan;

    /// <summary>General price level of yuan costs, in dollars.</summary>
    public T Local;

    /// <summary>Moves on to a month.</summary>
    public void Advance<TSheet>(in PriceState<T> state, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        EndDiscount = (EndDiscount * state.Discount) + month.Order;
        sheet.Month("Discount factor at the end of the month", Unit.One, at, EndDiscount);
        Discount = EndDiscount * (month.Order + (month.Service * state.ServiceTiming));
        sheet.Month("Discount factor of the month's money", Unit.One, at, Discount);
        General = (General * state.General) + month.Order;
        sheet.Month("General price level", Unit.One, at, General);
        RealDiscount = Discount * General;
        sheet.Month("Discount factor at the real rate", Unit.One, at, RealDiscount);
        Staff = (Staff * state.Staff) + month.Order;
        sheet.Month("Pay level", Unit.One, at, Staff);
        Energy = (Energy * state.Energy) + month.Order;
        sheet.Month("Energy price level", Unit.One, at, Energy);
        Cards = (Cards * state.Cards) + month.Order;
        sheet.Month("Card price level", Unit.One, at, Cards);
        Rental = (Rental * state.Rental) + month.Order;
        sheet.Month("Rent level before events", Unit.One, at, Rental);
        Yuan = (Yuan * state.Yuan) + month.Order;
        sheet.Month("Value of the yuan", Unit.One, at, Yuan);
        Local = General * Yuan;
        sheet.Month("Price level of local costs in dollars", Unit.One, at, Local);
    }
}

/// <summary>Computes price levels.</summary>
internal static class PriceStates
{
    /// <summary>What holds in every month.</summary>
    public static PriceState<T> Of<T>(in CaseInputs<T> inputs, PlanSlots plan)
        where T : struct, IReal<T>
    {
        PriceSlots prices = plan.Economy.Prices;
        T rate = T.Log(T.Constant(1) + inputs[plan.Economy.DiscountRateFraction]) / T.Constant(12);
        return new(
            T.Exp(-rate),
            plan.Terms.CashTiming == CashTiming.MiddleOfMonth ? T.Exp(rate / T.Constant(2)) : T.Constant(1),
            Monthly(inputs[prices.GeneralInflation]),
            Monthly(inputs[prices.Staff]),
            Monthly(inputs[prices.Energy]),
            Monthly(inputs[prices.Cards]),
            Monthly(inputs[prices.Rental]),
            Monthly(inputs[prices.Yuan]));
    }

    /// <summary>The monthly factor that gives a yearly change.</summary>
    public static T Monthly<T>(T changePerYear)
        where T : struct, IReal<T> => T.Exp(T.Log(T.Constant(1) + changePerYear) / T.Constant(12));
}
