namespace App.Engine.Catalog;

/// <summary>Whether a combination runs.</summary>
public enum SupportStatus
{
    /// <summary>It has been seen to run.</summary>
    Supported,

    /// <summary>It is known not to run.</summary>
    NotSupported,

    /// <summary>Nobody has been found to say.</summary>
    NotKnown,
}

/// <summary>Layouts to which a row of the matrix is limited: all conditions that are given must hold.</summary>
public sealed record LayoutCondition
{
    /// <summary>Only with more tensor ranks than this.</summary>
    public int? TensorRanksAbove { get; init; }

    /// <summary>Only with more expert ranks than this.</summary>
    public int? ExpertRanksAbove { get; init; }

    /// <summary>Only with more pipeline stages than this.</summary>
    public int? PipelineStagesAbove { get; init; }

    /// <summary>Only with more cards in a replica than this.</summary>
    public int? CardsAbove { get; init; }

    /// <summary>Only where each card has fewer query heads than this.</summary>
    public int? LocalHeadsBelow { get; init; }
}

/// <summary>Whether an accelerator serves models in a format and layout. The first row that fits counts.</summary>
public sealed record SupportRow
{
    /// <summary>Id of an accelerator, or "*".</summary>
    public required string Accelerator { get; init; }

    /// <summary>Id of a software stack, or "*".</summary>
    public required string Stack { get; init; }

    /// <summary>Serving engine and its first version for which this holds; empty where it is common to all.</summary>
    public string Engine { get => field ?? ""; init; }

    /// <summary>Id of a number format, or "*".</summary>
    public required string Format { get; init; }

    /// <summary>Family of models, or "*".</summary>
    public required string ModelFamily { get; init; }

    /// <summary>Ids of models to which the row is limited; empty for all of the family.</summary>
    public IReadOnlyList<string> Models { get => field ?? []; init; }

    /// <summary>Layouts to which the row is limited; null for all.</summary>
    public LayoutCondition? Layout { get; init; }

    /// <summary>Whether it runs.</summary>
    public required SupportStatus Support { get; init; }

    /// <summary>Why.</summary>
    public required string Why { get; init; }

    /// <summary>Facts behind it.</summary>
    public IReadOnlyList<string> Facts { get => field ?? []; init; }
}

/// <summary>What runs on what: chip, engine, model, format and layout, each row with its evidence.</summary>
/// <param name="rows">The rows; the first that fits counts, so exceptions stand before rules.</param>
public sealed class SupportMatrix(IReadOnlyList<SupportRow> rows)
{
    /// <summary>The rows.</summary>
    public IReadOnlyList<SupportRow> Rows { get; } = rows;

    /// <summary>The row that decides on a format whatever the layout.</summary>
    /// <param name="card">The accelerator.</param>
    /// <param name="model">The model.</param>
    /// <param name="format">Id of the format.</param>
    /// <param name="engine">Id of the serving engine; null where any may serve.</param>
    /// <returns>Null where no row fits, which counts as not known.</returns>
    public SupportRow? Find(Accelerator card, ModelArchitecture model, string format, string? engine = null) =>
        Rows.FirstOrDefault(row => row.Layout is null && Fits(row, card, model, format, engine));

    /// <summary>The row that speaks against a layout in a format that runs otherwise.</summary>
    /// <param name="card">The accelerator.</param>
    /// <param name="model">The model.</param>
    /// <param name="format">Id of the format.</param>
    /// <param name="tensorRanks">Tensor ranks.</param>
    /// <param name="expertRanks">Expert ranks.</param>
    /// <param name="pipelineStages">Pipeline stages.</param>
    /// <param name="engine">Id of the serving engine; null where any may serve.</param>
    /// <returns>Null where the layout runs.</returns>
    public SupportRow? FindAgainst(
        Accelerator card, ModelArchitecture model, string format, int tensorRanks, int expertRanks, int pipelineStages, string? engine = null)
    {
        SupportRow? first = Rows.FirstOrDefault(row =>
            Fits(row, card, model, format, engine) && Fits(row.Layout, model, tensorRanks, expertRanks, pipelineStages));
        return first?.Support == SupportStatus.Supported ? null : first;
    }

    private static bool Fits(SupportRow row, Accelerator card, ModelArchitecture model, string format, string? engine) =>
        (engine is null || row.Engine.Length == 0 || row.Engine.Split(' ')[0] == engine)
        && (row.Accelerator == "*" || row.Accelerator == card.Id)
        && (row.Stack == "*" || row.Stack == card.StackId)
        && (row.Format == "*" || row.Format == format)
        && (row.ModelFamily == "*" || row.ModelFamily == model.Family)
        && (row.Models.Count == 0 || row.Models.Contains(model.Id));

    private static bool Fits(
        LayoutCondition? condition, ModelArchitecture model, int tensorRanks, int expertRanks, int pipelineStages) =>
        condition is null
        || ((condition.TensorRanksAbove is not { } tensor || tensorRanks > tensor)
            && (condition.ExpertRanksAbove is not { } expert || expertRanks > expert)
            && (condition.PipelineStagesAbove is not { } stages || pipelineStages > stages)
            && (condition.CardsAbove is not { } cards || tensorRanks * expertRanks * pipelineStages > cards)
            && (condition.LocalHeadsBelow is not { } heads
                || model.Counts.GetValueOrDefault(ModelCounts.AttentionHeads) / tensorRanks < heads));
}
