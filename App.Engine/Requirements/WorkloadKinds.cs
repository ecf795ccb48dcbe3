using App.Engine.Catalog;

namespace App.Engine.Requirements;

/// <summary>What the kinds of work have in common and in what they differ.</summary>
public static class WorkloadKinds
{
    /// <summary>Whether tokens are what is sold: texts that a language model or a ranker reads and writes.</summary>
    /// <param name="kind">The kind.</param>
    public static bool CountsTokens(this WorkloadKind kind) => kind is WorkloadKind.Generation or WorkloadKind.Ranking;

    /// <summary>Whether a request is a text.</summary>
    /// <param name="kind">The kind.</param>
    public static bool ReadsText(this WorkloadKind kind) =>
        kind is WorkloadKind.Generation or WorkloadKind.Ranking or WorkloadKind.Embedding;

    /// <summary>Whether the answer to a request is a text.</summary>
    /// <param name="kind">The kind.</param>
    public static bool WritesText(this WorkloadKind kind) => kind == WorkloadKind.Generation;

    /// <summary>The kinds of model that do it.</summary>
    /// <param name="kind">The kind.</param>
    public static IReadOnlyList<ModelKind> Models(this WorkloadKind kind) => kind switch
    {
        WorkloadKind.Generation => [ModelKind.Language],
        WorkloadKind.Ranking => [ModelKind.Language, ModelKind.Encoder],
        WorkloadKind.Recommendation => [ModelKind.Recommendation],
        WorkloadKind.Embedding => [ModelKind.Encoder],
        WorkloadKind.Vision => [ModelKind.Vision],
        WorkloadKind.Diffusion => [ModelKind.Diffusion],
    };

    /// <summary>What is counted, in the plural.</summary>
    /// <param name="kind">The kind.</param>
    public static string UnitOfWork(this WorkloadKind kind) => kind switch
    {
        WorkloadKind.Generation => "requests",
        WorkloadKind.Ranking => "texts",
        WorkloadKind.Recommendation => "candidates",
        WorkloadKind.Embedding => "texts",
        WorkloadKind.Vision => "images",
        WorkloadKind.Diffusion => "pictures or films",
    };
}
