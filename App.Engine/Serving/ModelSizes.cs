using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Serving;

/// <summary>The sizes of a language model that its serving time follows from.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Layers">Layers, L.</param>
/// <param name="HiddenSize">Width, h.</param>
/// <param name="LinearWeights">Weights outside routed experts, embedding and head, over all layers.</param>
/// <param name="HeadWeights">Weights of the language-model head, V*h.</param>
/// <param name="ExpertLayers">Layers with routed experts, L_m.</param>
/// <param name="ExpertWeights">Weights of one routed expert, P_e.</param>
/// <param name="Experts">Experts per layer, E; 0 for a dense model.</param>
/// <param name="ExpertsPerToken">Experts that a token is routed to, k.</param>
/// <param name="Attention">What attention reads and computes.</param>
public readonly record struct ModelSizes<T>(
    T Layers,
    T HiddenSize,
    T LinearWeights,
    T HeadWeights,
    T ExpertLayers,
    T ExpertWeights,
    T Experts,
    T ExpertsPerToken,
    AttentionSizes<T> Attention)
    where T : struct, IReal<T>
{
    /// <summary>Key-value elements that each further token of a long context adds, unsharded; windows and states add none.</summary>
    public T CacheElementsPerToken => Attention.FullElements + (Attention.SelectedElements / Attention.SelectedCompression);
}

/// <summary>Sizes of language models from their architecture (F2-F7).</summary>
public static class ModelSizes
{
    /// <summary>Computes the sizes.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="model">Where the architecture stands among them.</param>
    public static ModelSizes<T> Of<T>(in CaseInputs<T> inputs, ModelSlots model)
        where T : struct, IReal<T>
    {
        T three = T.Constant(3);
        T layers = inputs[model.Layers];
        T hidden = inputs[model.HiddenSize];
        T dense = inputs[model.DenseLayers];
        T matrices = model.FeedForwardMatrices is { } count ? inputs[count] : three;
        T linear = AttentionWeights(inputs, model) + (dense * matrices * hidden * inputs[model.FeedForwardSize]);
        T expertLayers = T.Constant(0);
        T expertWeights = T.Constant(0);
        T experts = T.Constant(0);
        T perToken = T.Constant(0);
        if (model.HasExperts)
        {
            expertLayers = layers - dense;
            experts = inputs[model.RoutedExperts];
            perToken = inputs[model.ExpertsPerToken];
            expertWeights = three * hidden * inputs[model.ExpertFeedForwardSize];
            linear += expertLayers * hidden * ((three * inputs[model.SharedFeedForwardSize]) + experts);
        }

        return new(
            layers, hidden, linear, inputs[model.VocabularySize] * hidden, expertLayers, expertWeights, experts, perToken,
            Attention(inputs, model));
    }

    /// <summary>Attention weights of all layers: grouped-query h*d*(2H + 2K), latent (F5), compressed, linear.</summary>
    private static T AttentionWeights<T>(in CaseInputs<T> inputs, ModelSlots model)
        where T : struct, IReal<T>
    {
        T two = T.Constant(2);
        T hidden = inputs[model.HiddenSize];
        T heads = inputs[model.AttentionHeads];
        T layers = inputs[model.Layers];
        T weights;
        if (model.HasLatentAttention)
        {
            T query = inputs[model.QueryLowRank];
            T rank = inputs[model.KeyValueLowRank];
            T rotary = inputs[model.RotaryHeadSize];
            T nope = inputs[model.NopeHeadSize];
            T value = inputs[model.ValueHeadSize];
            weights = layers * ((hidden * query) + (query * heads * (nope + rotary)) + (hidden * (rank + rotary))
                + (rank * heads * (nope + value)) + (heads * value * hidden));
        }
        else if (model.Compression is { } compression)
        {
            T query = inputs[model.QueryLowRank];
            T output = inputs[compression.OutputLowRank];
            T width = heads * inputs[model.HeadSize];
            weights = layers * ((hidden * query) + (query * width) + (hidden * two * inputs[model.HeadSize])
                + (width * output) + (inputs[compression.OutputGroups] * output * hidden));
        }
        else
        {
            T head = inputs[model.HeadSize];
            T keyed = two * (heads + inputs[model.KeyValueHeads]);
            weights = hidden * head * (model.HasGatedAttention ? keyed + heads : keyed);
            T others = layers;
            if (model.Linear is { } states)
            {
                T linear = inputs[states.Layers];
                T keys = inputs[states.KeyHeads] * inputs[states.KeyHeadSize];
                T values = inputs[states.ValueHeads] * inputs[states.ValueHeadSize];
                others = layers - linear;
                weights = (others * weights)
                    + (linear * hidden * ((two * keys) + (T.Constant(3) * values) + (two * inputs[states.ValueHeads])));
            }
            else
            {
                weights = layers * weights;
            }
        }

        return model.Selection is { } selection
            ? weights + (inputs[selection.Layers] * inputs[selection.IndexHeadSize]
                * ((inputs[model.QueryLowRank] * inputs[selection.IndexHeads]) + hidden))
            : weights;
    }

    private static AttentionSizes<T> Attention<T>(in CaseInputs<T> inputs, ModelSlots model)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T one = T.Constant(1);
        T two = T.Constant(2);
        T four = T.Constant(4);
        T heads = inputs[model.AttentionHeads];
        T full = inputs[model.Layers];
        T elements;
        T decodeFlop;
        T prefillFlop;
        if (model.HasLatentAttention)
        {
            T rank = inputs[model.KeyValueLowRank];
            T rotary = inputs[model.RotaryHeadSize];
            elements = rank + rotary;
            prefillFlop = heads * (inputs[model.NopeHeadSize] + rotary + inputs[model.ValueHeadSize]);
            decodeFlop = two * heads * ((two * rank) + rotary);
        }
        else
        {
            T head = inputs[model.HeadSize];
            elements = model.Compression is null ? two * inputs[model.KeyValueHeads] * head : head;
            prefillFlop = two * heads * head;
            decodeFlop = four * heads * head;
        }

        T windowed = zero;
        T window = one;
        T selected = zero;
        T entries = one;
        T compression = one;
        T index = zero;
        T states = zero;
        if (model.Window is { } windows)
        {
            windowed = inputs[windows.Layers];
            window = inputs[windows.Tokens];
            full -= windowed;
        }

        if (model.Linear is { } linear)
        {
            full -= inputs[linear.Layers];
            states = inputs[linear.Layers] * inputs[linear.ValueHeads] * inputs[linear.KeyHeadSize] * inputs[linear.ValueHeadSize];
        }

        T indexHeads = one;
        if (model.Selection is { } selection)
        {
            selected = inputs[selection.Layers];
            entries = inputs[selection.Entries];
            compression = selection.Compression is { } ratio ? inputs[ratio] : one;
            index = selected * inputs[selection.IndexHeadSize] / compression;
            indexHeads = inputs[selection.IndexHeads];
            full = model.Compression is null ? full - selected : full;
        }

        if (model.Compression is { } compressed)
        {
            full = inputs[compressed.Layers] / inputs[compressed.Ratio];
        }

        return new(
            elements * full, decodeFlop * full, prefillFlop * full, elements * windowed, decodeFlop * windowed, window,
            elements * selected, decodeFlop * selected, two * prefillFlop * selected, entries, compression,
            index, indexHeads * index, states, T.Constant(8) * states);
    }
}
