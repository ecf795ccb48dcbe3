using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>A part of an order, in one run.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Order">Month in which it is ordered.</param>
/// <param name="Milestone">Month in which the milestone falls due.</param>
/// <param name="Share">Share of the fleet.</param>
/// <param name="Value">Its price over the price of the whole fleet at the order.</param>
/// <param name="Start">Months of undisturbed supply before its first cards come into service.</param>
/// <param name="Pace">Share of it that supply lets come into service in a month, at most 1.</param>
internal readonly record struct TrancheState<T>(T Order, T Milestone, T Share, T Value, T Start, T Pace)
    where T : struct, IReal<T>
{
    /// <summary>Writes what holds in every month to a sheet.</summary>
    public void Write<TSheet>(ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        sheet.Value("Month of order", Unit.Months, Order);
        sheet.Value("Month of milestone", Unit.Months, Milestone);
        sheet.Value("Share of the fleet", Unit.One, Share);
        sheet.Value("Price over that of the fleet at the order", Unit.One, Value);
        sheet.Value("Months before its first cards", Unit.Months, Start);
        sheet.Value("Share that comes in a month", Unit.One, Pace);
    }
}

/// <summary>A part of an order in the current month. <c>default</c> is the state before month 0.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct TrancheMonth<T>
    where T : struct, IReal<T>
{
    /// <summary>Share of it that is in service.</summary>
    public T Delivered;

    /// <summary>Share of it that came into service this month.</summary>
    public T Arrived;

    /// <summary>Share of its price that falls due this month.</summary>
    public T Due;

    /// <summary>Mean months of service of its cards.</summary>
    public T Age;

    /// <summary>Share of it that is replaced this month by like cards.</summary>
    public T Replaced;

    /// <summary>Market value of what is replaced this month, over the price of the whole fleet at the order.</summary>
    public T Sold;

    /// <summary>Market value over the price of the whole fleet at the order.</summary>
    public T MarketValue;

    private T _ordered;
    private T _atMilestone;

    /// <summary>Cards come into service and their price falls due.</summary>
    /// <param name="state">What holds in every month.</param>
    /// <param name="group">The group.</param>
    /// <param name="clock">Months of undisturbed supply so far.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the tranche's.</param>
    public void Deliver<TSheet>(in TrancheState<T> state, in GroupState<T> group, T clock, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        T ordered = Shares.Passed(month.Number, state.Order);
        sheet.Month("Ordered", Unit.One, at, ordered);
        T atMilestone = Shares.Passed(month.Number, state.Milestone);
        sheet.Month("Milestone reached", Unit.One, at, atMilestone);
        T delivered = Shares.Clamp((clock - state.Start) * state.Pace);
        sheet.Month("In service", Unit.One, at, delivered);
        Arrived = delivered - Delivered;
        sheet.Month("Came into service", Unit.One, at, Arrived);
        Due = (group.Deposit * (ordered - _ordered)) + (group.Milestone * (atMilestone - _atMilestone)) + (group.OnDelivery * Arrived);
        sheet.Month("Price due", Unit.One, at, Due);
        (_ordered, _atMilestone, Delivered) = (ordered, atMilestone, delivered);
        Age += delivered;
        sheet.Month("Months of service", Unit.Months, at, Age);
    }

    /// <summary>The market value of its cards, after some are replaced by like ones.</summary>
    /// <param name="state">What holds in every month.</param>
    /// <param name="replaced">Share of it that is replaced this month.</param>
    /// <param name="cardPrice">Price of a card over that at the order.</param>
    /// <param name="kept">Market value kept from one month to the next.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the tranche's.</param>
    public void Wear<TSheet>(
        in TrancheState<T> state, T replaced, T cardPrice, T kept, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        Replaced = replaced;
        sheet.Month("Replaced", Unit.One, month.Index, Replaced);
        Sold = MarketValue * replaced;
        sheet.Month("Market value of what is replaced", Unit.One, month.Index, Sold);
        T added = (state.Value * Arrived) + (state.Share * replaced * cardPrice);
        sheet.Month("Market value of what came", Unit.One, month.Index, added);
        MarketValue = (MarketValue - Sold + added) * kept;
        sheet.Month("Market value", Unit.One, month.Index, MarketValue);
    }
}

/// <summary>What is depreciated of one purchase: a tranche, or one of its replacements. <c>default</c> is the state before month 0.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct VintageMonth<T>
    where T : struct, IReal<T>
{
    /// <summary>Share of the tranche that it has replaced; not used by the tranche itself.</summary>
    public T Replaced;

    /// <summary>Share of the tranche that it replaces this month.</summary>
    public T ReplacedNow;

    /// <summary>Paid so far, with the value added tax that is not recovered, USD.</summary>
    public T Cost;

    /// <summary>Depreciated so far, USD.</summary>
    public T Depreciated;

    /// <summary>Adds what was paid and depreciates by age. What is not in service is not depreciated.</summary>
    /// <param name="paid">Paid this month, USD.</param>
    /// <param name="inService">Share in service.</param>
    /// <param name="age">Mean months of service.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the vintage's.</param>
    /// <returns>Depreciation of the month, USD.</returns>
    public T Depreciate<TSheet>(
        T paid, T inService, T age, DepreciationSchedule<T> schedule, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        Cost += paid;
        sheet.Month("Cost so far", Unit.UsDollars, month.Index, Cost);
        T share = T.Min(inService, schedule.At(age, month, ref sheet));
        sheet.Month("Depreciated share", Unit.One, month.Index, share);
        T depreciated = Cost * share * schedule.DepreciableShare;
        sheet.Month("Depreciated so far", Unit.UsDollars, month.Index, depreciated);
        T depreciation = depreciated - Depreciated;
        Depreciated = depreciated;
        return depreciation;
    }
}
