using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>
/// A loan in the current month, USD. It moves the buyer's cash and not the present cost: the discount rate already holds what capital
/// costs, and interest beside it would count that twice. <c>default</c> is the state before month 0.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct LoanMonth<T>
    where T : struct, IReal<T>
{
    private T _drawnSoFar;
    private T _balance;

    /// <summary>Moves on to a month.</summary>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="slots">Where the loan stands in the input table; null where there is none.</param>
    /// <param name="equipment">Paid for equipment in the month, USD.</param>
    /// <param name="incomeTax">Rate on profits, which interest reduces.</param>
    /// <param name="costAfterTax">What the buyer pays in the month without the loan, USD.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is "Financing".</param>
    public void Advance<TSheet>(
        in CaseInputs<T> inputs, LoanSlots? slots, T equipment, T incomeTax, T costAfterTax, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        if (slots is null)
        {
            return;
        }

        int at = month.Index;
        Unit dollars = Unit.UsDollarsPerMonth;
        T drawn = equipment * inputs[slots.ShareFraction];
        sheet.Month("Loan drawn", dollars, at, drawn);
        T interest = _balance * inputs[slots.RateFraction] / T.Constant(12);
        sheet.Month("Interest", dollars, at, interest);
        T instalment = T.Min(_balance, _drawnSoFar / inputs[slots.Months]);
        sheet.Month("Instalment", dollars, at, instalment);
        T owed = _balance + drawn - instalment;
        sheet.Month("Owed before the end", Unit.UsDollars, at, owed);
        T paidOff = owed * month.Last;
        sheet.Month("Loan paid off", dollars, at, paidOff);
        _balance = owed - paidOff;
        sheet.Month("Loan balance", Unit.UsDollars, at, _balance);
        _drawnSoFar += drawn;
        sheet.Month("Loan drawn so far", Unit.UsDollars, at, _drawnSoFar);
        T relief = interest * incomeTax;
        sheet.Month("Tax relief on interest", dollars, at, relief);
        sheet.Month("Buyer's own cash", dollars, at, costAfterTax - drawn + interest - relief + instalment + paidOff);
    }
}
