using App.Engine.Inputs;

namespace App.Engine.Serving;

/// <summary>Where the sizes of a language model stand in the input table, and which of the discrete forms it takes.</summary>
/// <param name="HasExperts">Mixture of experts.</param>
/// <param name="HasLatentAttention">Multi-head latent attention (MLA); else grouped-query attention.</param>
/// <param name="Layers">Layers, L.</param>
/// <param name="HiddenSize">Width, h.</param>
/// <param name="AttentionHeads">Query heads, H.</param>
/// <param name="KeyValueHeads">Key-value heads, K.</param>
/// <param name="HeadSize">Head size, d.</param>
/// <param name="DenseLayers">Layers with a dense feed-forward block.</param>
/// <param name="FeedForwardSize">Width of that block.</param>
/// <param name="VocabularySize">Vocabulary, V.</param>
/// <param name="EmbeddingCopies">1 where input embedding and head are one table, else 2.</param>
/// <param name="RoutedExperts">Experts per layer, E.</param>
/// <param name="ExpertsPerToken">Experts that a token is routed to, k.</param>
/// <param name="ExpertFeedForwardSize">Width of an expert.</param>
/// <param name="SharedFeedForwardSize">Width of all shared experts together.</param>
/// <param name="QueryLowRank">MLA: rank of the query projection.</param>
/// <param name="KeyValueLowRank">MLA: rank of the cache, r_kv.</param>
/// <param name="RotaryHeadSize">MLA: rotary part of a head, d_r.</param>
/// <param name="NopeHeadSize">MLA: other part of a head, d_n.</param>
/// <param name="ValueHeadSize">MLA: value size of a head, d_v.</param>
public sealed record ModelSlots(
    bool HasExperts,
    bool HasLatentAttention,
    Slot Layers,
    Slot HiddenSize,
    Slot AttentionHeads,
    Slot KeyValueHeads,
    Slot HeadSize,
    Slot DenseLayers,
    Slot FeedForwardSize,
    Slot VocabularySize,
    Slot EmbeddingCopies,
    Slot RoutedExperts,
    Slot ExpertsPerToken,
    Slot ExpertFeedForwardSize,
    Slot SharedFeedForwardSize,
    Slot QueryLowRank,
    Slot KeyValueLowRank,
    Slot RotaryHeadSize,
    Slot NopeHeadSize,
    Slot ValueHeadSize);

/// <summary>Where the sizes of a recommendation model stand in the input table.</summary>
/// <param name="EmbeddingTableGigabytes">All embedding tables, decimal GB.</param>
/// <param name="LookupsPerCandidate">Embedding rows read per candidate.</param>
/// <param name="SparseFeatures">Pooled embedding vectors per candidate.</param>
/// <param name="EmbeddingSize">Elements per row.</param>
/// <param name="EmbeddingBytes">Bytes per element.</param>
/// <param name="MultiplyAddsPerCandidate">Multiply-adds of the dense layers per candidate.</param>
public sealed record RecommendationSlots(
    Slot EmbeddingTableGigabytes,
    Slot LookupsPerCandidate,
    Slot SparseFeatures,
    Slot EmbeddingSize,
    Slot EmbeddingBytes,
    Slot MultiplyAddsPerCandidate);
