using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>Cards of one kind in the current month; sums run from the order on. <c>default</c> is the state before month 0.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct GroupMonth<T>
    where T : struct, IReal<T>
{
    /// <summary>Months of undisturbed supply so far.</summary>
    public T SupplyClock;

    /// <summary>Share of the cards that has been delivered.</summary>
    public T Delivered;

    /// <summary>Share of the fleet's price at the order that falls due this month.</summary>
    public T Due;

    /// <summary>Share of the cards that is delivered and has power.</summary>
    public T Powered;

    /// <summary>Gap to mature software.</summary>
    public T Gap;

    /// <summary>Work per card over that of mature software.</summary>
    public T Maturity;

    /// <summary>Share of the cards that failures without replacement have left.</summary>
    public T Supported;

    /// <summary>Work of all cards over that of the whole fleet in order and with mature software.</summary>
    public T Effective;

    /// <summary>Price of a card over that at the order, in the currency of the purchase.</summary>
    public T CardPriceInOwn;

    /// <summary>The same in dollars.</summary>
    public T CardPrice;

    /// <summary>Value of the currency of the purchase over that at the order.</summary>
    public T Currency;

    /// <summary>Price level of what is paid in that currency.</summary>
    public T LocalPrice;

    /// <summary>Months of service times share, summed.</summary>
    public T MonthsInService;

    /// <summary>The same, discounted.</summary>
    public T PresentMonthsInService;

    /// <summary>Own costs of the group less its resale, before tax, discounted, USD, summed.</summary>
    public T PresentCost;

    /// <summary>IT energy, kWh, summed.</summary>
    public T KilowattHours;

    /// <summary>Price levels of the month.</summary>
    public void SetPrices<TSheet>(bool isDomestic, in PriceMonth<T> prices, T cardPriceEvents, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        Currency = isDomestic ? prices.Yuan : T.Constant(1);
        CardPriceInOwn = prices.Cards * cardPriceEvents;
        sheet.Month("Card price level with events", Unit.One, month.Index, CardPriceInOwn);
        CardPrice = CardPriceInOwn * Currency;
        sheet.Month("Card price level with events in dollars", Unit.One, month.Index, CardPrice);
        LocalPrice = prices.General * Currency;
        sheet.Month("Price level of support and insurance in dollars", Unit.One, month.Index, LocalPrice);
    }

    /// <summary>Cards with power do their work as far as software, failures and events let them.</summary>
    /// <param name="state">What holds in every month.</param>
    /// <param name="powerShare">Share of delivered cards that has power.</param>
    /// <param name="supportEnded">Share of the month without replacements.</param>
    /// <param name="capacityEvents">Work per card over plan.</param>
    /// <param name="discount">Discount factor of the month's money.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the group's.</param>
    public void Work<TSheet>(
        in GroupState<T> state, T powerShare, T supportEnded, T capacityEvents, T discount, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        Powered = Delivered * powerShare;
        sheet.Month("Share with power", Unit.One, at, Powered);
        Gap = (Gap * state.GapKept) + (month.Order * state.GapAtOrder);
        sheet.Month("Gap to mature software", Unit.One, at, Gap);
        Maturity = (T.Constant(1) - Gap) * capacityEvents;
        sheet.Month("Software maturity", Unit.One, at, Maturity);
        Supported = (Supported * (T.Constant(1) - (supportEnded * state.MonthlyFailures))) + month.Order;
        sheet.Month("Share left by failures without replacement", Unit.One, at, Supported);
        Effective = Powered * state.Availability * Supported * Maturity;
        sheet.Month("Share of full capacity", Unit.One, at, Effective);
        MonthsInService += Powered;
        sheet.Month("Months in service", Unit.Months, at, MonthsInService);
        PresentMonthsInService += Powered * discount;
        sheet.Month("Present months in service", Unit.Months, at, PresentMonthsInService);
    }

    /// <summary>Rented cards are there from the first month of service on.</summary>
    /// <param name="month">The month.</param>
    /// <param name="discount">Discount factor of the month's money.</param>
    /// <param name="sheet">Receives the lines; its section is the group's.</param>
    public void Serve<TSheet>(in CalendarMonth<T> month, T discount, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        Powered = month.Service;
        Effective = month.Service;
        MonthsInService += Powered;
        sheet.Month("Months in service", Unit.Months, month.Index, MonthsInService);
        PresentMonthsInService += Powered * discount;
        sheet.Month("Present months in service", Unit.Months, month.Index, PresentMonthsInService);
    }
}
