using App.Engine.Algebra;

namespace App.Engine.Serving;

/// <summary>Waiting for a free server (F15).</summary>
public static class Queueing
{
    /// <summary>One request in twenty waits longer.</summary>
    private const double Tail = 0.05;

    /// <summary>Least load, so that its logarithm stands.</summary>
    private const double Least = 1e-6;

    /// <summary>
    /// The wait that 95% of requests stay below where arrivals are random: P(W > t) = C*exp(-2*c*(1 - load)*t/(s*(1 + v))), with
    /// the share that waits at all, C, by Sakasegawa's form load^(sqrt(2*(c + 1)) - 1), which is exact for one server.
    /// </summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="serviceSeconds">Mean time of service, s.</param>
    /// <param name="servers">Servers side by side, c.</param>
    /// <param name="loadFraction">Load, below 1.</param>
    /// <param name="variation">Variance of the time of service over its squared mean, v.</param>
    /// <returns>Seconds; 0 where fewer than one in twenty wait at all.</returns>
    public static T Wait95<T>(T serviceSeconds, T servers, T loadFraction, T variation)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        T two = T.Constant(2);
        T exponent = T.Exp(T.Log(two * (servers + one)) / two) - one;
        T logWaiting = exponent * T.Log(T.Max(T.Constant(Least), loadFraction));
        return T.Max(T.Constant(0), logWaiting - T.Constant(Math.Log(Tail)))
            * serviceSeconds * (one + variation) / (two * servers * (one - loadFraction));
    }
}
