using App.Engine.Algebra;

namespace App.Engine.Costs;

/// <summary>
/// The closed forms of a steady fleet (F23-F25): the same cost and the same tokens every year. The timeline must come to the same
/// where nothing changes from month to month.
/// </summary>
public static class LevelizedCost
{
    /// <summary>Square of a rate of a millionth a year: from there on the closed form has ten digits, and below it the limit has twelve.</summary>
    private const double LeastSquare = 1e-12;

    /// <summary>Share of a sum that, paid at the end of each year, repays it with interest (F23): r / (1 - (1 + r)^-n).</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="rate">Discount rate per year, r, above -1; a real rate may be below 0.</param>
    /// <param name="years">Years, n, above 0.</param>
    /// <returns>Per year; (1 + r (n + 1) / 2) / n, to which it tends, where the rate is so near 0 that the closed form would lose its digits.</returns>
    public static T CapitalRecoveryFactor<T>(T rate, T years)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        T small = (one + (rate * (years + one) / T.Constant(2))) / years;
        return T.SelectLess(T.Constant(LeastSquare), rate * rate, rate / (one - Discount(rate, years)), small);
    }

    /// <summary>Capital cost of a year (F24): (C - R / (1 + r)^n) * CRF. The residual is worth its value at the end, not today's.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="capital">Capital, C, USD.</param>
    /// <param name="residual">Value at the end, R, USD.</param>
    /// <param name="rate">Discount rate per year, r, 0 or more.</param>
    /// <param name="years">Years, n, above 0.</param>
    /// <returns>USD per year.</returns>
    public static T AnnualCapital<T>(T capital, T residual, T rate, T years)
        where T : struct, IReal<T> =>
        (capital - (residual * Discount(rate, years))) * CapitalRecoveryFactor(rate, years);

    /// <summary>Energy cost of a year (F25): kW * PUE * 8,760 h * tariff * load factor.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="kilowatts">IT power, kW.</param>
    /// <param name="powerUsageEffectiveness">Site power over IT power, 1 or more.</param>
    /// <param name="usDollarsPerKilowattHour">Tariff, USD per kWh.</param>
    /// <param name="loadFactor">Mean draw over IT power, 0 to 1.</param>
    /// <returns>USD per year.</returns>
    public static T AnnualEnergy<T>(T kilowatts, T powerUsageEffectiveness, T usDollarsPerKilowattHour, T loadFactor)
        where T : struct, IReal<T> =>
        kilowatts * powerUsageEffectiveness * T.Constant(8760) * usDollarsPerKilowattHour * loadFactor;

    private static T Discount<T>(T rate, T years)
        where T : struct, IReal<T> => T.Exp(-(years * T.Log(T.Constant(1) + rate)));
}
