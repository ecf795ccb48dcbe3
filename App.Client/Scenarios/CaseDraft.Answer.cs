using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Shared.Comparisons;

namespace App.Client.Scenarios;

/// <summary>The answer to the case, and what it rests on.</summary>
public sealed partial class CaseDraft
{
    /// <summary>How long typing must rest before the case is evaluated, so that no keystroke waits for the one before.</summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(150);
    private Dictionary<string, IReadOnlyDictionary<string, FigureLineage>> _lineages = [];
    private Dictionary<string, IReadOnlyDictionary<string, FigureLineage>> _statementLineages = [];
    private readonly SearchMemory _searches = new();
    private CaseEvidence? _evidence;
    private CancellationTokenSource _work = new();

    /// <summary>The answer; the last sound one while the case has problems.</summary>
    public BoundComparison? Answer { get; private set; }

    /// <summary>Whether the answer is that of an earlier state of the case.</summary>
    public bool IsStale => Answer is { } answer && !ReferenceEquals(answer.Comparison.Case, Case);

    /// <summary>What went wrong while a sound case was evaluated; null where nothing did.</summary>
    public string? Failure { get; private set; }

    /// <summary>Why what the answer rests on could not be worked out; null where it could, or is being worked out. The answer itself stands.</summary>
    public string? EvidenceProblem { get; private set; }

    /// <summary>Key of the text that stands in place of what the answer rests on while that is missing.</summary>
    public string EvidenceKey => EvidenceProblem is null ? "Exposure.Working" : "Exposure.Missing";

    /// <summary>How much of the answer rests on what; null while it is being worked out.</summary>
    public DecisionExposure? Exposure { get; private set; }

    /// <summary>How often the choice holds over possible worlds; null while it is being worked out.</summary>
    public ChoiceOdds? Odds => Exposure is null ? null : _evidence?.Odds;

    /// <summary>What is worth checking before signing, what is worth most first; null while it is being worked out.</summary>
    public IReadOnlyList<InputCheck>? Checks { get; private set; }

    /// <summary>Ends when the evidence of the present answer is there.</summary>
    public Task EvidenceWork { get; private set; } = Task.CompletedTask;

    /// <summary>What a figure of an option rests on; null while it is being worked out.</summary>
    public FigureLineage? LineageOf(string option, string line) => _lineages.GetValueOrDefault(option)?.GetValueOrDefault(line);

    /// <summary>What a line of an option's statement rests on; null while it is being worked out.</summary>
    public FigureLineage? StatementLineageOf(string option, string line) => _statementLineages.GetValueOrDefault(option)?.GetValueOrDefault(line);

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

    private void EvaluateNow(ProcurementCase current, CancellationToken cancellation, CaseEvidence? evidence = null)
    {
        Answer = FleetComparison.EvaluateBound(current, Catalog, _searches);
        SavedAnswer = ReferenceEquals(current, Saved?.Case) ? Answer.Comparison : SavedAnswer;
        (Exposure, Checks, _lineages, _statementLineages, _evidence, EvidenceProblem) = (null, null, [], [], null, null);
        if (evidence?.EngineVersion == EngineVersion.Current)
        {
            Take(evidence, Answer);
        }
        else
        {
            EvidenceWork = AskForEvidenceAsync(Answer, cancellation);
        }
    }

    /// <summary>Asks once more what the answer rests on, where that could not be worked out.</summary>
    public Task AskAgainAsync()
    {
        if (EvidenceProblem is not null && Answer is { } answer)
        {
            EvidenceProblem = null;
            EvidenceWork = AskForEvidenceAsync(answer, _work.Token);
            Changed?.Invoke();
        }

        return EvidenceWork;
    }

    private async Task AskForEvidenceAsync(BoundComparison answer, CancellationToken cancellation)
    {
        try
        {
            CaseEvidence evidence = await client.EvidenceAsync(answer.Comparison.Case, cancellation);
            if (!cancellation.IsCancellationRequested && evidence.EngineVersion == EngineVersion.Current)
            {
                Take(evidence, answer);
            }
        }
        catch (ScenarioException problem)
        {
            EvidenceProblem = cancellation.IsCancellationRequested ? EvidenceProblem : problem.Message;
        }

        Changed?.Invoke();
    }

    private void Take(CaseEvidence evidence, BoundComparison answer)
    {
        _evidence = evidence;
        Exposure = evidence.Exposure(answer);
        Checks = [.. evidence.Checks.Select(check => new InputCheck(evidence.InputOf(check.InputId, answer), check))];
        _lineages = answer.Plans.ToDictionary(plan => plan.Key, plan => evidence.Lineages(plan.Key, plan.Value));
        _statementLineages = answer.Plans.ToDictionary(plan => plan.Key, plan => evidence.StatementLineages(plan.Key, plan.Value));
    }
}
