using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>How many rates of return an investment has.</summary>
public enum ReturnRoots
{
    /// <summary>None: it never costs more, never saves, or never enough at any rate looked at.</summary>
    None,

    /// <summary>One.</summary>
    One,

    /// <summary>Several, because savings change sign more than once; none of them ranks the option, only the present cost does.</summary>
    Several,
}

/// <summary>
/// An option as an investment in place of the reference: it costs more in some months and less in others. Money is after tax and nominal.
/// </summary>
/// <param name="PaybackMonths">
/// First month from which on the savings so far stay at or above zero; 0 where the option never costs more; null where they end below.
/// </param>
/// <param name="DiscountedPaybackMonths">The same with savings discounted to the order.</param>
/// <param name="Roots">How many internal rates of return there are.</param>
/// <param name="InternalRatesOfReturn">
/// Every rate a year between <see cref="LowestRate"/> and <see cref="HighestRate"/> at which savings are worth nothing, ascending.
/// </param>
public sealed record InvestmentReturn(
    int? PaybackMonths, int? DiscountedPaybackMonths, ReturnRoots Roots, IReadOnlyList<double> InternalRatesOfReturn)
{
    /// <summary>Lowest rate of return that is looked for, a year.</summary>
    public const double LowestRate = -0.5;

    /// <summary>Highest rate of return that is looked for, a year.</summary>
    public const double HighestRate = 10;

    /// <summary>Differences below this share of the largest are rounding.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Compares an option with the reference.</summary>
    /// <param name="reference">Cost of the reference by month, USD; month 0 is the order.</param>
    /// <param name="option">Cost of the option, likewise.</param>
    /// <param name="rate">Discount rate a year.</param>
    /// <param name="timing">When in a month its money flows.</param>
    public static InvestmentReturn Of(IReadOnlyList<double> reference, IReadOnlyList<double> option, double rate, CashTiming timing)
    {
        double[] savings = [.. reference.Zip(option, (dearer, cheaper) => dearer - cheaper)];
        double largest = savings.Max(Math.Abs);
        savings = [.. savings.Select(saving => Math.Abs(saving) <= largest * Rounding ? 0 : saving)];
        double early = timing == CashTiming.MiddleOfMonth ? 0.5 : 0;
        double[] present = [.. savings.Select((saving, month) => saving * Math.Pow(1 + rate, -(month == 0 ? 0 : month - early) / 12))];
        List<double> rates = Rates(savings, timing);
        return new(
            Payback(savings), Payback(present),
            rates.Count == 0 ? ReturnRoots.None : rates.Count == 1 ? ReturnRoots.One : ReturnRoots.Several, rates);
    }

    private static int? Payback(double[] savings)
    {
        double sum = 0;
        int paid = 0;
        for (int month = 0; month < savings.Length; month++)
        {
            sum += savings[month];
            paid = sum < 0 ? month + 1 : paid;
        }

        return paid < savings.Length ? paid : null;
    }

    /// <summary>
    /// The worth of the savings is a polynomial of the discount factor of a month (of half a month where money flows in its middle), so
    /// that all of its roots can be found.
    /// </summary>
    private static List<double> Rates(double[] savings, CashTiming timing)
    {
        bool isMiddle = timing == CashTiming.MiddleOfMonth;
        double[] coefficients = new double[isMiddle ? 2 * savings.Length : savings.Length];
        for (int month = 0; month < savings.Length; month++)
        {
            coefficients[isMiddle && month > 0 ? (2 * month) - 1 : month] = savings[month];
        }

        double periods = isMiddle ? 24 : 12;
        double low = Math.Pow(1 + HighestRate, -1 / periods);
        double high = Math.Pow(1 + LowestRate, -1 / periods);
        return [.. PolynomialRoots.Between(coefficients, low, high).Select(factor => Math.Pow(factor, -periods) - 1).Order()];
    }
}
