using App.Engine.Algebra;

namespace App.Engine.Serving;

/// <summary>How many experts of a layer a step reads (F6), if tokens choose independently.</summary>
public static class ExpertRouting
{
    /// <summary>Distinct experts that some tokens touch: D(T) = E*(1 - (1 - k/E)^T).</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="experts">Experts, E.</param>
    /// <param name="perToken">Experts per token, k, below E.</param>
    /// <param name="tokens">Tokens, T.</param>
    public static T Touched<T>(T experts, T perToken, T tokens)
        where T : struct, IReal<T> => experts - Missed(experts, perToken, tokens);

    /// <summary>Experts that none of the tokens touches.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="experts">Experts, E.</param>
    /// <param name="perToken">Experts per token, k, below E.</param>
    /// <param name="tokens">Tokens, T.</param>
    public static T Missed<T>(T experts, T perToken, T tokens)
        where T : struct, IReal<T> => experts * T.Exp(tokens * T.Log(T.Constant(1) - (perToken / experts)));
}
