using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>The money of the current month over the whole option, USD. <c>default</c> is the state before month 0.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct CashMonth<T>
    where T : struct, IReal<T>
{
    /// <summary>Costs after tax less receipts, discounted, USD, summed: what options are compared by.</summary>
    public T PresentCost;

    /// <summary>The same before tax.</summary>
    public T PresentCostBeforeTax;

    /// <summary>Costs before tax less receipts, USD, summed.</summary>
    public T Cost;

    /// <summary>Spent on the purchase without value added tax and refresh, USD, summed.</summary>
    public T Capital;

    /// <summary>Costs in dollars of the order, after tax, USD, summed.</summary>
    public T RealCost;

    private T _taxReceivable;

    /// <summary>Adds up a month and writes it.</summary>
    /// <param name="lines">What was paid.</param>
    /// <param name="tax">Taxes of the run.</param>
    /// <param name="prices">Price levels of the month.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is "Cash flow".</param>
    /// <returns>Cost after tax, USD.</returns>
    public T Close<TSheet>(
        ref MonthLines<T> lines, in TaxState<T> tax, in PriceMonth<T> prices, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        Unit dollars = Unit.UsDollarsPerMonth;
        sheet.Section("Tax");
        T recoverable = lines.ValueAddedTax * tax.Recoverable;
        sheet.Month("Value added tax to recover", dollars, at, recoverable);
        T recovered = (_taxReceivable * T.Max(tax.RecoveryPace, month.Last)) + (recoverable * month.Last);
        sheet.Month("Value added tax coming back", dollars, at, recovered);
        _taxReceivable = _taxReceivable + recoverable - recovered;
        sheet.Month("Value added tax not yet back", Unit.UsDollars, at, _taxReceivable);
        lines.ValueAddedTaxRecovered = recovered;

        sheet.Section(CashLines.Section);
        lines.Write(at, ref sheet);
        T capital = lines.Capital;
        sheet.Month("Capital", dollars, at, capital);
        Capital += capital;
        sheet.Month("Capital so far", Unit.UsDollars, at, Capital);
        T operating = lines.Operating;
        sheet.Month("Operating cost", dollars, at, operating);
        T received = lines.Resale + lines.Residual;
        sheet.Month("Received for what is sold", dollars, at, received);
        T total = capital + lines.Refresh + lines.ValueAddedTax - recovered + operating - received;
        sheet.Month("Total cost", dollars, at, total);
        Cost += total;
        sheet.Month("Total cost so far", Unit.UsDollars, at, Cost);
        T deductible = operating + lines.Software + lines.Depreciation + (lines.BookValue * month.Last) - received;
        sheet.Month("Deductible for tax", dollars, at, deductible);
        T relief = deductible * tax.IncomeTax;
        sheet.Month("Tax relief", dollars, at, relief);
        T after = total - relief;
        sheet.Month("Cost after tax", dollars, at, after);
        sheet.Month("Discount factor", Unit.One, at, prices.Discount);
        T present = after * prices.Discount;
        sheet.Month("Present cost", dollars, at, present);
        PresentCost += present;
        sheet.Month("Present cost so far", Unit.UsDollars, at, PresentCost);
        T presentBeforeTax = total * prices.Discount;
        sheet.Month("Present cost before tax", dollars, at, presentBeforeTax);
        PresentCostBeforeTax += presentBeforeTax;
        sheet.Month("Present cost before tax so far", Unit.UsDollars, at, PresentCostBeforeTax);
        T real = after / prices.General;
        sheet.Month("Cost after tax in dollars of the order", dollars, at, real);
        RealCost += real;
        sheet.Month("Cost after tax in dollars of the order so far", Unit.UsDollars, at, RealCost);
        return after;
    }
}

/// <summary>Taxes, in one run.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="ValueAdded">Value added tax on equipment.</param>
/// <param name="Recoverable">Share of it that is recovered.</param>
/// <param name="RecoveryPace">Share of what is to be recovered that comes back in a month; never more than all of it.</param>
/// <param name="IncomeTax">Rate on profits.</param>
internal readonly record struct TaxState<T>(T ValueAdded, T Recoverable, T RecoveryPace, T IncomeTax)
    where T : struct, IReal<T>
{
    /// <summary>Reads the taxes of a run.</summary>
    public static TaxState<T> Of(in CaseInputs<T> inputs, TaxSlots slots) => new(
        inputs[slots.ValueAddedTax],
        inputs[slots.ValueAddedTaxRecoverable],
        T.Min(T.Constant(1), T.Constant(1) / inputs[slots.ValueAddedTaxRecoveryMonths]),
        inputs[slots.IncomeTax]);

    /// <summary>Equipment cost over its price: with the tax that is not recovered.</summary>
    public T CostOverPrice => T.Constant(1) + (ValueAdded * (T.Constant(1) - Recoverable));
}
