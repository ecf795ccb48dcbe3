using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>What the cards of one kind cost in the current month, USD; receipts positive too. <c>default</c> is the state before month 0.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct GroupCash<T>
    where T : struct, IReal<T>
{
    /// <summary>What of the price at the order falls due, in dollars of the month over those of the order.</summary>
    public T DueInDollars;

    /// <summary>Equipment paid by the buyer.</summary>
    public T Equipment;

    /// <summary>Cards and servers that replace others.</summary>
    public T Refresh;

    public T Migration;
    public T MigrationUpkeep;
    public T DualRunning;
    public T Staff;
    public T Support;
    public T Insurance;
    public T Licences;
    public T Failures;
    public T Lease;
    public T Rent;

    /// <summary>Received for cards that are replaced.</summary>
    public T ResaleOfReplaced;

    /// <summary>Received for the cards in the end.</summary>
    public T Residual;

    /// <summary>Depreciation.</summary>
    public T Depreciation;

    /// <summary>Cost of equipment less its depreciation.</summary>
    public T BookValue;

    /// <summary>What the lessor is owed.</summary>
    public T LeaseBalance;

    private T _dualMonths;

    /// <summary>All of it less what is received, before tax.</summary>
    public readonly T Total =>
        Equipment + Refresh + Migration + MigrationUpkeep + DualRunning + Staff + Support + Insurance + Licences + Failures + Lease
        + Rent - ResaleOfReplaced - Residual;

    /// <summary>What is paid for cards and equipment, and received for cards sold.</summary>
    /// <param name="state">What holds in every month.</param>
    /// <param name="now">The group in this month.</param>
    /// <param name="sums">Sums over its tranches.</param>
    /// <param name="isLeased">Whether a lessor pays the equipment.</param>
    /// <param name="resaleEvents">Resale value over plan.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the group's.</param>
    public void Trade<TSheet>(
        in GroupState<T> state,
        in GroupMonth<T> now,
        in TrancheSums<T> sums,
        bool isLeased,
        T resaleEvents,
        in CalendarMonth<T> month,
        ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        Unit dollars = Unit.UsDollarsPerMonth;
        DueInDollars = isLeased ? T.Constant(0) : now.Due * now.Currency;
        sheet.Month("Price due from the buyer in dollars", Unit.One, at, DueInDollars);
        Equipment = state.Equipment * DueInDollars;
        sheet.Month("Equipment", dollars, at, Equipment);
        Refresh = (state.Accelerators + state.Servers) * sums.Replaced * now.CardPrice;
        sheet.Month("Cards and servers replaced", dollars, at, Refresh);
        T resalePrice = state.Accelerators * now.Currency * resaleEvents;
        sheet.Month("Resale price of all cards if new", Unit.UsDollars, at, resalePrice);
        ResaleOfReplaced = sums.Sold * resalePrice;
        sheet.Month("Received for replaced cards", dollars, at, ResaleOfReplaced);
        Residual = sums.MarketValue * resalePrice * month.Last;
        sheet.Month("Received for the cards in the end", dollars, at, Residual);
    }

    /// <summary>What it costs to run.</summary>
    /// <param name="state">What holds in every month.</param>
    /// <param name="now">The group in this month.</param>
    /// <param name="prices">Price levels of the month.</param>
    /// <param name="supportEnded">Share of the month without replacements.</param>
    /// <param name="age">Months of service of the first cards.</param>
    /// <param name="bridgeRent">Rent of the group's work on the bridge, USD a month.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the group's.</param>
    public void Run<TSheet>(
        in GroupState<T> state,
        in GroupMonth<T> now,
        in PriceMonth<T> prices,
        T supportEnded,
        T age,
        T bridgeRent,
        in CalendarMonth<T> month,
        ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        Unit dollars = Unit.UsDollarsPerMonth;
        Migration = state.Migration * month.Order;
        sheet.Month("Migration", dollars, at, Migration);
        MigrationUpkeep = state.UpkeepPerMonth * month.Service * now.LocalPrice;
        sheet.Month("Upkeep of migrated models", dollars, at, MigrationUpkeep);
        T dualMonths = T.Min(age, state.DualRunningMonths);
        sheet.Month("Months of dual running", Unit.Months, at, dualMonths);
        DualRunning = state.DualRunningShare * (dualMonths - _dualMonths) * bridgeRent;
        _dualMonths = dualMonths;
        sheet.Month("Work run twice", dollars, at, DualRunning);
        Staff = state.StaffPerMonth * now.Powered * prices.Staff * prices.Yuan;
        sheet.Month("Staff for them", dollars, at, Staff);
        Support = state.SupportPerMonth * now.Delivered * now.LocalPrice;
        sheet.Month("Support for them", dollars, at, Support);
        Insurance = state.InsurancePerMonth * now.Delivered * now.LocalPrice;
        sheet.Month("Insurance for them", dollars, at, Insurance);
        Licences = state.LicencesPerMonth * now.Powered * now.LocalPrice;
        sheet.Month("Licences for them", dollars, at, Licences);
        Failures = state.FailuresPerMonth * now.Powered * now.CardPrice * (T.Constant(1) - supportEnded);
        sheet.Month("Replacements for failed cards", dollars, at, Failures);
    }

    /// <summary>Rent of rented cards: those in use by the part of the day, at least those committed to.</summary>
    /// <param name="state">What holds in every month.</param>
    /// <param name="used">Cards in use in the parts of the day.</param>
    /// <param name="rentLevel">Rent over that at the order.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is the group's.</param>
    public void Hire<TSheet>(in GroupState<T> state, in SiteLoad<T> used, T rentLevel, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        T peak = T.Max(state.CommittedCards, used.Peak);
        sheet.Month("Cards paid for in peak hours", Unit.Cards, at, peak);
        T flat = T.Max(state.CommittedCards, used.Flat);
        sheet.Month("Cards paid for in hours between", Unit.Cards, at, flat);
        T valley = T.Max(state.CommittedCards, used.Valley);
        sheet.Month("Cards paid for in valley hours", Unit.Cards, at, valley);
        T mean = (peak + flat + valley) / T.Constant(3) * month.Service;
        sheet.Month("Cards paid for", Unit.Cards, at, mean);
        Rent = mean * state.RentPerCardMonth * rentLevel;
        sheet.Month("Rent for them", Unit.UsDollarsPerMonth, at, Rent);
    }
}

/// <summary>Sums over the tranches of a group in the current month, over the price of the whole fleet at the order.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Replaced">Share of the fleet that is replaced.</param>
/// <param name="Sold">Market value of what is replaced.</param>
/// <param name="MarketValue">Market value of the cards.</param>
internal readonly record struct TrancheSums<T>(T Replaced, T Sold, T MarketValue)
    where T : struct, IReal<T>;
