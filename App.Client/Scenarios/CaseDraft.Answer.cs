using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Requirements;

namespace App.Client.Scenarios;

/// <summary>The answer to the case, and what it rests on.</summary>
public sealed partial class CaseDraft
{
    /// <summary>How long typing must rest before the case is evaluated, so that no keystroke waits for the one before.</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(150);
    private Dictionary<string, Dictionary<string, FigureLineage>> _lineages = [];
    private CancellationTokenSource _work = new();

    /// <summary>The answer; the last sound one while the case has problems.</summary>
    public BoundComparison? Answer { get; private set; }

    /// <summary>Whether the answer is that of an earlier state of the case.</summary>
    public bool IsStale => Answer is { } answer && !ReferenceEquals(answer.Comparison.Case, Case);

    /// <summary>What went wrong while a sound case was evaluated; null where nothing did.</summary>
    public string? Failure { get; private set; }

    /// <summary>How much of the answer rests on what; null while it is being worked out.</summary>
    public DecisionExposure? Exposure { get; private set; }

    /// <summary>What a figure of an option rests on; null while it is being worked out.</summary>
    public FigureLineage? LineageOf(string option, string line) => _lineages.GetValueOrDefault(option)?.GetValueOrDefault(line);

    /// <summary>The weakest evidence that a figure of an option depends on; null while it is being worked out.</summary>
    public EvidenceStatus? StatusOf(string option, string line) => LineageOf(option, line)?.Weakest;

    /// <summary>The catalogue that the case is evaluated with: the engine's own, with the company's ledger laid over it.</summary>
    public PlannerCatalog Catalog { get; private set; } = PlannerCatalog.Default;

    /// <summary>Takes another catalogue and evaluates anew where its numbers differ.</summary>
    public void Use(PlannerCatalog catalog)
    {
        if (catalog.Hash != Catalog.Hash)
        {
            Catalog = catalog;
            EvaluateSoon();
        }
    }

    private CancellationToken StartWork()
    {
        _work.Cancel();
        _work.Dispose();
        _work = new();
        return _work.Token;
    }

    private void EvaluateSoon()
    {
        if (Problems.Count > 0 || Case is not { } current)
        {
            StartWork();
            return;
        }

        _ = EvaluateAfterRestAsync(current, StartWork());
    }

    private async Task EvaluateAfterRestAsync(ProcurementCase current, CancellationToken cancellation)
    {
        await Task.Delay(s_rest, CancellationToken.None);
        if (cancellation.IsCancellationRequested)
        {
            return;
        }

        try
        {
            EvaluateNow(current, cancellation);
            Failure = null;
        }
        catch (Exception problem)
        {
            // Nobody awaits this; a fault of the engine must be seen and must not take the draft with it.
            Failure = problem.Message;
        }

        Changed?.Invoke();
    }

    private void EvaluateNow(ProcurementCase current, CancellationToken cancellation)
    {
        Answer = FleetComparison.EvaluateBound(current, Catalog);
        SavedAnswer = ReferenceEquals(current, Saved?.Case) ? Answer.Comparison : SavedAnswer;
        Exposure = null;
        _ = WorkOutEvidenceAsync(Answer, cancellation);
    }

    /// <summary>Works in small portions, so that the page stays alive on the browser's one thread.</summary>
    private async Task WorkOutEvidenceAsync(BoundComparison answer, CancellationToken cancellation)
    {
        List<Swing> swings = [];
        foreach (Swing swing in SwingAnalysis.Swings(answer))
        {
            swings.Add(swing);
            await Task.Delay(1, CancellationToken.None);
            if (cancellation.IsCancellationRequested)
            {
                return;
            }
        }

        Exposure = SwingAnalysis.Exposure(swings);
        Changed?.Invoke();
        Dictionary<string, Dictionary<string, FigureLineage>> lineages = [];
        foreach ((string option, BoundPlan plan) in answer.Plans)
        {
            await Task.Delay(1, CancellationToken.None);
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            lineages[option] = Lineage.Of(plan).ToDictionary(figure => figure.Line);
        }

        _lineages = lineages;
        Changed?.Invoke();
    }
}
