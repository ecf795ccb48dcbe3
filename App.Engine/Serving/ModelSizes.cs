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
/// <param name="CacheElementsPerToken">Key-value elements per token of the whole model, unsharded.</param>
/// <param name="PrefillFlopPerSquaredToken">Attention FLOP of a prompt over its squared length (F2, F5).</param>
/// <param name="DecodeFlopPerContextToken">Attention FLOP of one new token over the length of its context (F3, F5).</param>
public readonly record struct ModelSizes<T>(
    T Layers,
    T HiddenSize,
    T LinearWeights,
    T HeadWeights,
    T ExpertLayers,
    T ExpertWeights,
    T Experts,
    T ExpertsPerToken,
    T CacheElementsPerToken,
    T PrefillFlopPerSquaredToken,
    T DecodeFlopPerContextToken)
    where T : struct, IReal<T>;

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
        T two = T.Constant(2);
        T three = T.Constant(3);
        T layers = inputs[model.Layers];
        T hidden = inputs[model.HiddenSize];
        T heads = inputs[model.AttentionHeads];
        T dense = inputs[model.DenseLayers];
        T linear = (layers * AttentionWeights(inputs, model)) + (dense * three * hidden * inputs[model.FeedForwardSize]);
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

        T cache;
        T prefillFlop;
        T decodeFlop;
        if (model.HasLatentAttention)
        {
            T rank = inputs[model.KeyValueLowRank];
            T rotary = inputs[model.RotaryHeadSize];
            cache = (rank + rotary) * layers;
            prefillFlop = heads * (inputs[model.NopeHeadSize] + rotary + inputs[model.ValueHeadSize]) * layers;
            decodeFlop = two * heads * ((two * rank) + rotary) * layers;
        }
        else
        {
            T headSize = inputs[model.HeadSize];
            cache = two * inputs[model.KeyValueHeads] * headSize * layers;
            prefillFlop = two * heads * headSize * layers;
            decodeFlop = T.Constant(4) * heads * headSize * layers;
        }

        return new(
            layers, hidden, linear, inputs[model.VocabularySize] * hidden, expertLayers, expertWeights, experts, perToken,
            cache, prefillFlop, decodeFlop);
    }

    /// <summary>Attention weights of one layer: grouped-query (h*d*(2H + 2K)) or latent (F5).</summary>
    private static T AttentionWeights<T>(in CaseInputs<T> inputs, ModelSlots model)
        where T : struct, IReal<T>
    {
        T hidden = inputs[model.HiddenSize];
        T heads = inputs[model.AttentionHeads];
        if (!model.HasLatentAttention)
        {
            return hidden * inputs[model.HeadSize] * T.Constant(2) * (heads + inputs[model.KeyValueHeads]);
        }

        T query = inputs[model.QueryLowRank];
        T rank = inputs[model.KeyValueLowRank];
        T rotary = inputs[model.RotaryHeadSize];
        T nope = inputs[model.NopeHeadSize];
        T value = inputs[model.ValueHeadSize];
        return (hidden * query) + (query * heads * (nope + rotary)) + (hidden * (rank + rotary))
            + (rank * heads * (nope + value)) + (heads * value * hidden);
    }
}
