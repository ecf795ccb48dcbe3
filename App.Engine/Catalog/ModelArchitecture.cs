namespace App.Engine.Catalog;

/// <summary>The kind of a model.</summary>
public enum ModelKind
{
    /// <summary>A transformer over text.</summary>
    Language,

    /// <summary>Embedding tables and dense layers.</summary>
    Recommendation,

    /// <summary>A transformer over images.</summary>
    Vision,

    /// <summary>A transformer that turns a text into a vector or a score.</summary>
    Encoder,

    /// <summary>A transformer that makes a picture or film in repeated passes.</summary>
    Diffusion,
}

/// <summary>The architecture of a model: counts from its published configuration.</summary>
public sealed record ModelArchitecture
{
    /// <summary>Lower-case letters, digits, dots and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>Family, as the support matrix names it.</summary>
    public required string Family { get; init; }

    /// <summary>The kind.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>Counts by the keys of <see cref="ModelCounts"/>; a count that is not there is not known or does not apply.</summary>
    public required IReadOnlyDictionary<string, double> Counts { get; init; }

    /// <summary>Fewest bits of a weight outside routed experts, where checkpoints quantise only the experts further.</summary>
    public double? LinearWeightBits { get; init; }

    /// <summary>Whether input embedding and head are one table.</summary>
    public bool TiedEmbeddings { get; init; }

    /// <summary>Where the counts come from.</summary>
    public required string Source { get; init; }

    /// <summary>What is missing before the model can be evaluated.</summary>
    public IReadOnlyList<string> NotKnown { get => field ?? []; init; }

    /// <summary>Counts that are general knowledge rather than read in the source.</summary>
    public IReadOnlyList<string> AssumedCounts { get => field ?? []; init; }

    /// <summary>What to mind.</summary>
    public string? Caveat { get; init; }
}

/// <summary>Keys of a model's counts.</summary>
public static class ModelCounts
{
    /// <summary>Layers.</summary>
    public const string Layers = "layers";

    /// <summary>Width.</summary>
    public const string HiddenSize = "hiddenSize";

    /// <summary>Query heads.</summary>
    public const string AttentionHeads = "attentionHeads";

    /// <summary>Key-value heads.</summary>
    public const string KeyValueHeads = "keyValueHeads";

    /// <summary>Elements of a head.</summary>
    public const string HeadSize = "headSize";

    /// <summary>Width of the dense feed-forward block.</summary>
    public const string FeedForwardSize = "feedForwardSize";

    /// <summary>Vocabulary.</summary>
    public const string VocabularySize = "vocabularySize";

    /// <summary>Longest context, tokens.</summary>
    public const string ContextTokens = "contextTokens";

    /// <summary>Layers with a dense feed-forward block in a mixture of experts.</summary>
    public const string LeadingDenseLayers = "leadingDenseLayers";

    /// <summary>Routed experts per layer.</summary>
    public const string RoutedExperts = "routedExperts";

    /// <summary>Experts per token.</summary>
    public const string ExpertsPerToken = "expertsPerToken";

    /// <summary>Width of an expert.</summary>
    public const string ExpertFeedForwardSize = "expertFeedForwardSize";

    /// <summary>Width of all shared experts together.</summary>
    public const string SharedFeedForwardSize = "sharedFeedForwardSize";

    /// <summary>Rank of the query projection (MLA).</summary>
    public const string QueryLowRank = "queryLowRank";

    /// <summary>Rank of the cache (MLA).</summary>
    public const string KeyValueLowRank = "keyValueLowRank";

    /// <summary>Rotary part of a head (MLA).</summary>
    public const string RotaryHeadSize = "rotaryHeadSize";

    /// <summary>Other part of a head (MLA).</summary>
    public const string NopeHeadSize = "nopeHeadSize";

    /// <summary>Value size of a head (MLA).</summary>
    public const string ValueHeadSize = "valueHeadSize";

    /// <summary>Matrices of a dense feed-forward block where they are not three.</summary>
    public const string FeedForwardMatrices = "feedForwardMatrices";

    /// <summary>1 where outputs of attention are gated by a matrix of their own.</summary>
    public const string GatedAttention = "gatedAttention";

    /// <summary>Layers that attend to a window.</summary>
    public const string WindowLayers = "windowLayers";

    /// <summary>The window, tokens.</summary>
    public const string WindowTokens = "windowTokens";

    /// <summary>Layers with linear attention.</summary>
    public const string LinearLayers = "linearLayers";

    /// <summary>Key heads of linear attention.</summary>
    public const string LinearKeyHeads = "linearKeyHeads";

    /// <summary>Value heads of linear attention.</summary>
    public const string LinearValueHeads = "linearValueHeads";

    /// <summary>Key size of a head of linear attention.</summary>
    public const string LinearKeyHeadSize = "linearKeyHeadSize";

    /// <summary>Value size of a head of linear attention.</summary>
    public const string LinearValueHeadSize = "linearValueHeadSize";

    /// <summary>Layers that attend to selected tokens.</summary>
    public const string SelectedLayers = "selectedLayers";

    /// <summary>Entries that they select at most.</summary>
    public const string SelectedTokens = "selectedTokens";

    /// <summary>Tokens per entry among which they select.</summary>
    public const string SelectedCompression = "selectedCompression";

    /// <summary>Heads of the index by which they select.</summary>
    public const string IndexHeads = "indexHeads";

    /// <summary>Elements of a head of that index.</summary>
    public const string IndexHeadSize = "indexHeadSize";

    /// <summary>Layers that see all of a compressed cache.</summary>
    public const string CompressedLayers = "compressedLayers";

    /// <summary>Tokens per entry of that cache.</summary>
    public const string Compression = "compression";

    /// <summary>Rank of each group of the output projection.</summary>
    public const string OutputLowRank = "outputLowRank";

    /// <summary>Groups of the output projection.</summary>
    public const string OutputGroups = "outputGroups";

    /// <summary>Nodes to which the experts of a token are limited.</summary>
    public const string RoutingNodeLimit = "routingNodeLimit";

    /// <summary>Tokens of an image, or of the latent of a picture or film.</summary>
    public const string TokensPerItem = "tokensPerItem";

    /// <summary>Passes through the layers per picture or film: denoising steps times guidance.</summary>
    public const string PassesPerItem = "passesPerItem";

    /// <summary>Tokens that every layer attends to beside those of the item.</summary>
    public const string ConditionTokens = "conditionTokens";

    /// <summary>Work beside the passes, TFLOP per item.</summary>
    public const string OtherTeraflopPerItem = "otherTeraflopPerItem";

    /// <summary>Weights beside one set of layers that stay in memory, billions.</summary>
    public const string OtherWeightBillions = "otherWeightBillions";

    /// <summary>Products of a recommendation model, one after the other.</summary>
    public const string Products = "products";

    /// <summary>All embedding tables, decimal GB.</summary>
    public const string EmbeddingTableGigabytes = "embeddingTableGigabytes";

    /// <summary>Embedding rows read per candidate.</summary>
    public const string LookupsPerCandidate = "lookupsPerCandidate";

    /// <summary>Sparse features.</summary>
    public const string SparseFeatures = "sparseFeatures";

    /// <summary>Elements per embedding row.</summary>
    public const string EmbeddingSize = "embeddingSize";

    /// <summary>Bytes per embedding element at which the tables have their size.</summary>
    public const string EmbeddingBytes = "embeddingBytes";

    /// <summary>Multiply-adds of the dense layers per candidate.</summary>
    public const string MultiplyAddsPerCandidate = "multiplyAddsPerCandidate";
}
