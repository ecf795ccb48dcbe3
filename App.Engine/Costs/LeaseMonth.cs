using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>A lease, in one run, for each dollar of price.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="MonthlyRate">Interest a month.</param>
/// <param name="Months">Term.</param>
/// <param name="Payment">Paid at the end of each month of service.</param>
/// <param name="BuyOut">Paid a month after the term; the cards are then the buyer's.</param>
internal readonly record struct LeaseState<T>(T MonthlyRate, T Months, T Payment, T BuyOut)
    where T : struct, IReal<T>
{
    /// <summary>Writes what holds in every month to a sheet.</summary>
    public void Write<TSheet>(ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        sheet.Value("Lease: interest a month", Unit.One, MonthlyRate);
        sheet.Value("Lease: payment a month over price", Unit.One, Payment);
        sheet.Value("Lease: buy-out over price", Unit.One, BuyOut);
    }
}

/// <summary>What a lessor is paid for a tranche in the current month, over its price. <c>default</c> is the state before month 0.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct LeaseMonth<T>
    where T : struct, IReal<T>
{
    /// <summary>Paid over the price of the tranche.</summary>
    public T Paid;

    /// <summary>Owed after that over the price of the tranche.</summary>
    public T Balance;

    private T _months;
    private T _boughtOut;

    /// <summary>Moves on to a month. What is owed in the last month is paid off.</summary>
    public void Advance<TSheet>(in LeaseState<T> state, in TrancheMonth<T> tranche, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        int at = month.Index;
        T months = T.Min(tranche.Age, state.Months);
        sheet.Month("Months of lease", Unit.Months, at, months);
        T boughtOut = Shares.Clamp(tranche.Age - state.Months);
        sheet.Month("Bought out", Unit.One, at, boughtOut);
        T agreed = (state.Payment * (months - _months)) + (state.BuyOut * (boughtOut - _boughtOut));
        sheet.Month("Lease payments agreed", Unit.One, at, agreed);
        T owed = ((Balance + tranche.Arrived) * (T.Constant(1) + state.MonthlyRate)) - agreed;
        sheet.Month("Owed to the lessor before the end", Unit.One, at, owed);
        T paidOff = owed * month.Last;
        sheet.Month("Lease paid off", Unit.One, at, paidOff);
        Paid = agreed + paidOff;
        sheet.Month("Paid to the lessor", Unit.One, at, Paid);
        Balance = owed - paidOff;
        sheet.Month("Owed to the lessor", Unit.One, at, Balance);
        (_months, _boughtOut) = (months, boughtOut);
    }
}

/// <summary>Computes leases.</summary>
internal static class LeaseStates
{
    private const double NoInterest = 1e-12;

    /// <summary>A lease, in one run: an annuity that leaves the residual.</summary>
    public static LeaseState<T> Of<T>(in CaseInputs<T> inputs, LeaseSlots slots)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        T months = inputs[slots.Months];
        T residual = inputs[slots.ResidualFraction];
        T growth = PriceStates.Monthly(inputs[slots.RateFraction]);
        T rate = growth - one;
        T later = T.Exp(-(T.Log(one + inputs[slots.RateFraction]) * months / T.Constant(12)));
        T annuity = (one - (residual * later)) * rate / (one - later);
        return new(rate, months, T.SelectLess(T.Constant(NoInterest), rate, annuity, (one - residual) / months), residual * growth);
    }
}
