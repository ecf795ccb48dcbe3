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
/// <param name="FeedForwardMatrices">Matrices of a dense feed-forward block; null for the usual three.</param>
/// <param name="HasGatedAttention">Whether outputs of attention are gated by a matrix of their own.</param>
/// <param name="Window">Layers that attend to a window, or null.</param>
/// <param name="Linear">Layers with linear attention, or null.</param>
/// <param name="Selection">Layers that attend to selected tokens, or null.</param>
/// <param name="Compression">Layers whose cache is compressed, or null.</param>
/// <param name="RoutingNodeLimit">Nodes to which the experts of a token are limited, or null.</param>
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
    Slot ValueHeadSize,
    Slot? FeedForwardMatrices = null,
    bool HasGatedAttention = false,
    WindowSlots? Window = null,
    LinearAttentionSlots? Linear = null,
    SelectionSlots? Selection = null,
    CompressionSlots? Compression = null,
    Slot? RoutingNodeLimit = null);

/// <summary>Where the sizes of sliding-window layers stand.</summary>
/// <param name="Layers">Layers that attend to a window; where caches are compressed, all layers attend to one beside.</param>
/// <param name="Tokens">Window, tokens.</param>
public sealed record WindowSlots(Slot Layers, Slot Tokens);

/// <summary>Where the sizes of linear-attention layers stand.</summary>
/// <param name="Layers">Layers.</param>
/// <param name="KeyHeads">Key heads.</param>
/// <param name="ValueHeads">Value heads; each keeps a state of key size times value size.</param>
/// <param name="KeyHeadSize">Elements of a key head.</param>
/// <param name="ValueHeadSize">Elements of a value head.</param>
public sealed record LinearAttentionSlots(Slot Layers, Slot KeyHeads, Slot ValueHeads, Slot KeyHeadSize, Slot ValueHeadSize);

/// <summary>Where the sizes of layers stand that attend to tokens selected by an index.</summary>
/// <param name="Layers">Layers.</param>
/// <param name="Entries">Entries selected at most.</param>
/// <param name="Compression">Tokens per entry; null without compression.</param>
/// <param name="IndexHeads">Heads of the index.</param>
/// <param name="IndexHeadSize">Elements of a head of the index.</param>
public sealed record SelectionSlots(Slot Layers, Slot Entries, Slot? Compression, Slot IndexHeads, Slot IndexHeadSize);

/// <summary>Where the sizes of layers with a compressed cache and a low-rank output stand.</summary>
/// <param name="Layers">Layers that see all of the compressed cache.</param>
/// <param name="Ratio">Tokens per entry of it.</param>
/// <param name="OutputLowRank">Rank of each group of the output projection.</param>
/// <param name="OutputGroups">Groups of it.</param>
public sealed record CompressionSlots(Slot Layers, Slot Ratio, Slot OutputLowRank, Slot OutputGroups);

/// <summary>Where the sizes of a recommendation model stand in the input table.</summary>
/// <param name="EmbeddingTableGigabytes">All embedding tables, decimal GB.</param>
/// <param name="LookupsPerCandidate">Embedding rows read per candidate.</param>
/// <param name="SparseFeatures">Pooled embedding vectors per candidate.</param>
/// <param name="EmbeddingSize">Elements per row.</param>
/// <param name="EmbeddingBytes">Bytes per element at which the tables have that size.</param>
/// <param name="MultiplyAddsPerCandidate">Multiply-adds of the dense layers per candidate.</param>
/// <param name="Products">Products of the dense layers, one after the other.</param>
public sealed record RecommendationSlots(
    Slot EmbeddingTableGigabytes,
    Slot LookupsPerCandidate,
    Slot SparseFeatures,
    Slot EmbeddingSize,
    Slot EmbeddingBytes,
    Slot MultiplyAddsPerCandidate,
    Slot Products);
