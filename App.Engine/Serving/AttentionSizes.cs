using App.Engine.Algebra;

namespace App.Engine.Serving;

/// <summary>
/// What attention reads and computes as a function of the context, over all layers: layers that see all of it, layers that see a
/// window, layers that select some tokens by an index, and layers that keep a state instead of a cache (F2-F5).
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="FullElements">Cache elements read per token of the context.</param>
/// <param name="FullDecodeFlop">FLOP of one new token per token of the context.</param>
/// <param name="FullPrefillFlop">FLOP of a prompt over its squared length.</param>
/// <param name="WindowElements">Cache elements read per token of the window.</param>
/// <param name="WindowFlop">FLOP of one new token per token of the window.</param>
/// <param name="WindowTokens">Window, tokens.</param>
/// <param name="SelectedElements">Cache elements read per selected entry.</param>
/// <param name="SelectedDecodeFlop">FLOP of one new token per selected entry.</param>
/// <param name="SelectedPrefillFlop">FLOP of a token of a prompt per selected entry.</param>
/// <param name="SelectedEntries">Entries selected at most.</param>
/// <param name="SelectedCompression">Tokens per entry among which is selected; 1 without compression.</param>
/// <param name="IndexElements">Elements of the index per token of the context, one byte each.</param>
/// <param name="IndexFlop">FLOP of the index for one new token per token of the context; it runs in 8 bits and counts half.</param>
/// <param name="StateElements">Elements of the states of a sequence, four bytes each.</param>
/// <param name="StateFlop">FLOP of one token on the states.</param>
public readonly record struct AttentionSizes<T>(
    T FullElements,
    T FullDecodeFlop,
    T FullPrefillFlop,
    T WindowElements,
    T WindowFlop,
    T WindowTokens,
    T SelectedElements,
    T SelectedDecodeFlop,
    T SelectedPrefillFlop,
    T SelectedEntries,
    T SelectedCompression,
    T IndexElements,
    T IndexFlop,
    T StateElements,
    T StateFlop)
    where T : struct, IReal<T>
{
    /// <summary>Cache elements that a sequence reads in a step, without index and states.</summary>
    /// <param name="contextTokens">Context, tokens.</param>
    public T ReadElements(T contextTokens) => (FullElements * contextTokens)
        + (WindowElements * T.Min(contextTokens, WindowTokens))
        + (SelectedElements * Selected(contextTokens));

    /// <summary>Cache elements that a sequence keeps, without index and states.</summary>
    /// <param name="contextTokens">Context, tokens.</param>
    public T KeptElements(T contextTokens) => ((FullElements + (SelectedElements / SelectedCompression)) * contextTokens)
        + (WindowElements * T.Min(contextTokens, WindowTokens));

    /// <summary>FLOP of one new token.</summary>
    /// <param name="contextTokens">Context, tokens.</param>
    public T DecodeFlop(T contextTokens) => ((FullDecodeFlop + IndexFlop) * contextTokens)
        + (WindowFlop * T.Min(contextTokens, WindowTokens))
        + (SelectedDecodeFlop * Selected(contextTokens))
        + StateFlop;

    /// <summary>FLOP of a prompt from nothing; a token sees half of it in the mean.</summary>
    /// <param name="promptTokens">Prompt, tokens.</param>
    public T PrefillFlop(T promptTokens)
    {
        T seen = promptTokens / T.Constant(2);
        return promptTokens * ((FullPrefillFlop * promptTokens)
            + (IndexFlop * seen)
            + (WindowFlop * T.Min(seen, WindowTokens))
            + (SelectedPrefillFlop * Selected(seen))
            + StateFlop);
    }

    private T Selected(T contextTokens) => T.Min(contextTokens / SelectedCompression, SelectedEntries);
}
