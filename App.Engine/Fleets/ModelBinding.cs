using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Engine.Inputs;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>A model bound to the input table.</summary>
/// <param name="Architecture">The model.</param>
/// <param name="Language">Where its sizes stand, if it is a language model that can be evaluated.</param>
/// <param name="Recommendation">Where its sizes stand, if it is a recommendation model that can be evaluated.</param>
/// <param name="Encoder">Where its sizes stand, if it reads items as a whole (vision, encoder, diffusion) and can be evaluated.</param>
/// <param name="NotKnown">Why it cannot be evaluated; empty if it can.</param>
public sealed record BoundModel(
    ModelArchitecture Architecture,
    ModelSlots? Language,
    RecommendationSlots? Recommendation,
    EncoderSlots? Encoder,
    IReadOnlyList<string> NotKnown);

/// <summary>Binds models.</summary>
internal static class ModelBinding
{
    public static BoundModel Bind(CaseBinding binding, ModelArchitecture model)
    {
        if (model.NotKnown.Count > 0)
        {
            return new(model, null, null, null, [.. model.NotKnown.Select(what => $"{model.Name}: {what} is not known")]);
        }

        return model.Kind switch
        {
            ModelKind.Language => new(model, Language(binding, model), null, null, []),
            ModelKind.Recommendation => new(model, null, Recommendation(binding, model), null, []),
            ModelKind.Vision or ModelKind.Encoder or ModelKind.Diffusion => new(model, null, null, Encoder(binding, model), []),
        };
    }

    private static EncoderSlots Encoder(CaseBinding binding, ModelArchitecture model)
    {
        Slot? Maybe(string key, string unit = "") => model.Counts.ContainsKey(key) ? Count(binding, model, key, unit) : null;
        return new(
            Count(binding, model, ModelCounts.Layers),
            Count(binding, model, ModelCounts.HiddenSize),
            Count(binding, model, ModelCounts.AttentionHeads),
            Count(binding, model, ModelCounts.HeadSize),
            Count(binding, model, ModelCounts.FeedForwardSize),
            Count(binding, model, ModelCounts.FeedForwardMatrices),
            Maybe(ModelCounts.TokensPerItem, "tokens"),
            Maybe(ModelCounts.PassesPerItem),
            Maybe(ModelCounts.ConditionTokens, "tokens"),
            Maybe(ModelCounts.OtherTeraflopPerItem, "TFLOP"),
            Maybe(ModelCounts.OtherWeightBillions));
    }

    private static RecommendationSlots Recommendation(CaseBinding binding, ModelArchitecture model) => new(
        Count(binding, model, ModelCounts.EmbeddingTableGigabytes, "GB"),
        Count(binding, model, ModelCounts.LookupsPerCandidate),
        Count(binding, model, ModelCounts.SparseFeatures),
        Count(binding, model, ModelCounts.EmbeddingSize),
        Count(binding, model, ModelCounts.EmbeddingBytes, "B"),
        Count(binding, model, ModelCounts.MultiplyAddsPerCandidate),
        Count(binding, model, ModelCounts.Products));

    private static ModelSlots Language(CaseBinding binding, ModelArchitecture model)
    {
        bool experts = model.Counts.ContainsKey(ModelCounts.RoutedExperts);
        bool latent = model.Counts.ContainsKey(ModelCounts.KeyValueLowRank);
        double dense = experts
            ? model.Counts.GetValueOrDefault(ModelCounts.LeadingDenseLayers)
            : model.Counts[ModelCounts.Layers];
        bool Has(string key) => model.Counts.ContainsKey(key);
        Slot? Maybe(string key) => Has(key) ? Optional(key) : null;
        Slot Optional(string key) => model.Counts.ContainsKey(key) ? Count(binding, model, key) : default;
        return new(
            experts,
            latent,
            Count(binding, model, ModelCounts.Layers),
            Count(binding, model, ModelCounts.HiddenSize),
            Count(binding, model, ModelCounts.AttentionHeads),
            Count(binding, model, ModelCounts.KeyValueHeads),
            Count(binding, model, ModelCounts.HeadSize),
            Add(binding, model, "denseLayers", "", dense),
            Add(binding, model, ModelCounts.FeedForwardSize, "", model.Counts.GetValueOrDefault(ModelCounts.FeedForwardSize)),
            Count(binding, model, ModelCounts.VocabularySize),
            Add(binding, model, "embeddingCopies", "", model.TiedEmbeddings ? 1 : 2),
            Optional(ModelCounts.RoutedExperts),
            Optional(ModelCounts.ExpertsPerToken),
            Optional(ModelCounts.ExpertFeedForwardSize),
            Add(binding, model, ModelCounts.SharedFeedForwardSize, "", model.Counts.GetValueOrDefault(ModelCounts.SharedFeedForwardSize)),
            Optional(ModelCounts.QueryLowRank),
            Optional(ModelCounts.KeyValueLowRank),
            Optional(ModelCounts.RotaryHeadSize),
            Optional(ModelCounts.NopeHeadSize),
            Optional(ModelCounts.ValueHeadSize),
            Maybe(ModelCounts.FeedForwardMatrices),
            model.Counts.ContainsKey(ModelCounts.GatedAttention),
            Has(ModelCounts.WindowLayers) ? new(Optional(ModelCounts.WindowLayers), Optional(ModelCounts.WindowTokens)) : null,
            Has(ModelCounts.LinearLayers)
                ? new(
                    Optional(ModelCounts.LinearLayers), Optional(ModelCounts.LinearKeyHeads), Optional(ModelCounts.LinearValueHeads),
                    Optional(ModelCounts.LinearKeyHeadSize), Optional(ModelCounts.LinearValueHeadSize))
                : null,
            Has(ModelCounts.SelectedLayers)
                ? new(
                    Optional(ModelCounts.SelectedLayers), Optional(ModelCounts.SelectedTokens), Maybe(ModelCounts.SelectedCompression),
                    Optional(ModelCounts.IndexHeads), Optional(ModelCounts.IndexHeadSize))
                : null,
            Has(ModelCounts.CompressedLayers)
                ? new(
                    Optional(ModelCounts.CompressedLayers), Optional(ModelCounts.Compression),
                    Optional(ModelCounts.OutputLowRank), Optional(ModelCounts.OutputGroups))
                : null,
            Maybe(ModelCounts.RoutingNodeLimit));
    }

    private static Slot Count(CaseBinding binding, ModelArchitecture model, string key, string unit = "") =>
        Add(binding, model, key, unit, model.Counts[key]);

    private static Slot Add(CaseBinding binding, ModelArchitecture model, string key, string unit, double value)
    {
        bool assumed = model.AssumedCounts.Contains(key);
        return binding.Assume(binding.Table, new(
            $"models/{model.Id}/{key}", $"{model.Name}: {key}", new(unit), InputKind.Assumption, value, value, value,
            assumed ? EvidenceStatus.Assumed : EvidenceStatus.Corroborated,
            assumed ? model.Caveat ?? model.Source : $"Published configuration: {model.Source}", []));
    }
}
