using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Shared.Scenarios;

namespace App.Client.Scenarios;

/// <summary>The case being looked at and changed, with its answer. Every change is evaluated here, on the same engine as the server.</summary>
public sealed class CaseDraft(ScenarioClient client) : IDisposable
{
    private CancellationTokenSource _background = new();

    /// <summary>Raised after every change, and while the evidence is being worked out.</summary>
    public event Action? Changed;

    /// <summary>The saved version it was loaded from.</summary>
    public ScenarioVersionDocument? Saved { get; private set; }

    /// <summary>The case as it stands.</summary>
    public ProcurementCase? Case { get; private set; }

    /// <summary>The answer; the last sound one while the case has problems.</summary>
    public BoundComparison? Answer { get; private set; }

    /// <summary>How much of it rests on what; null while it is being worked out.</summary>
    public DecisionExposure? Exposure { get; private set; }

    /// <summary>For each option and figure the weakest evidence it depends on; grows while it is being worked out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, EvidenceStatus>> Weakest { get; private set; } =
        new Dictionary<string, IReadOnlyDictionary<string, EvidenceStatus>>();

    /// <summary>What is wrong with the case; empty for a sound one.</summary>
    public IReadOnlyList<CaseProblem> Problems { get; private set; } = [];

    /// <summary>Why nothing could be loaded.</summary>
    public string? LoadProblem { get; private set; }

    /// <summary>Whether the case differs from the saved version.</summary>
    public bool IsChanged => Saved is { } saved && Case is { } current && CaseReader.Hash(current) != saved.CaseHash;

    /// <summary>Name, version and whether there are unsaved changes.</summary>
    public string Title => Saved is { } saved ? $"{Case?.Name} · v{saved.Version}{(IsChanged ? " *" : "")}" : "";

    /// <summary>The part of an address that leads back to the saved version.</summary>
    public string Query => Saved is { } saved ? $"?scenario={Uri.EscapeDataString(saved.ScenarioId)}&version={saved.Version}" : "";

    /// <inheritdoc/>
    public void Dispose() => _background.Dispose();

    /// <summary>Loads a version unless it is loaded already; without an id the draft stays, or the worked example is loaded.</summary>
    public async Task LoadAsync(string? id, int? version)
    {
        if (Saved is not null && (id is null || (id == Saved.ScenarioId && (version ?? Saved.Version) == Saved.Version)))
        {
            return;
        }

        try
        {
            LoadProblem = null;
            ScenarioVersionDocument? document = await client.GetAsync(id ?? "reported-order", version);
            if (document is null)
            {
                LoadProblem = $"There is no scenario '{id}'{(version is null ? "" : $" in version {version}")}.";
            }
            else
            {
                Adopt(document);
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or ScenarioException)
        {
            LoadProblem = problem.Message;
        }

        Changed?.Invoke();
    }

    /// <summary>Changes the case and evaluates it, if it is sound.</summary>
    public void Apply(Func<ProcurementCase, ProcurementCase> change)
    {
        if (Case is { } current)
        {
            Case = change(current);
            Evaluate();
        }
    }

    /// <summary>Goes back to the saved version.</summary>
    public void Revert()
    {
        Case = Saved?.Case;
        Evaluate();
    }

    /// <summary>Saves the case as a new version, or as a new scenario.</summary>
    public async Task SaveAsync(string reason, bool asNewScenario)
    {
        ProcurementCase current = Case ?? throw new InvalidOperationException("There is no case to save.");
        SavedVersion saved = asNewScenario || Saved is null
            ? await client.CreateAsync(reason, current)
            : await client.AddVersionAsync(Saved.ScenarioId, Saved.LatestVersion, reason, current);
        if (await client.GetAsync(saved.ScenarioId, saved.Version) is { } document)
        {
            Adopt(document);
        }
    }

    private void Adopt(ScenarioVersionDocument document)
    {
        (Saved, Case) = (document, document.Case);
        Evaluate();
    }

    private void Evaluate()
    {
        if (Case is not { } current)
        {
            return;
        }

        Problems = CaseRules.Check(current, PlannerCatalog.Default);
        if (Problems.Count == 0)
        {
            _background.Cancel();
            _background = new();
            Answer = FleetComparison.EvaluateBound(current, PlannerCatalog.Default);
            Exposure = null;
            _ = WorkOutEvidenceAsync(Answer, _background.Token);
        }

        Changed?.Invoke();
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
        Dictionary<string, IReadOnlyDictionary<string, EvidenceStatus>> weakest = [];
        foreach ((string option, BoundPlan plan) in answer.Plans)
        {
            await Task.Delay(1, CancellationToken.None);
            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            weakest[option] = Lineage.Of(plan).ToDictionary(figure => figure.Line, figure => figure.Weakest);
            Weakest = weakest;
        }

        Changed?.Invoke();
    }
}
