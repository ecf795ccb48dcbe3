using System.Globalization;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Shared.Scenarios;

namespace App.Client.Scenarios;

/// <summary>The case being looked at and changed, with its answer. Every change is evaluated here, on the same engine as the server.</summary>
public sealed partial class CaseDraft(ScenarioClient client, TimeProvider clock) : IDisposable
{
    private const string SeededScenarioId = "reported-order";
    private const int MaximumSteps = 200;
    private readonly List<ProcurementCase> _past = [];
    private readonly List<ProcurementCase> _future = [];
    private readonly Dictionary<string, string> _refused = [];
    private string _lastField = "";
    private int _loads;

    /// <summary>Raised after every change, and while the evidence is being worked out.</summary>
    public event Action? Changed;

    /// <summary>The saved version it was loaded from.</summary>
    public ScenarioVersionDocument? Saved { get; private set; }

    /// <summary>The answer of that version, to show differences against.</summary>
    public Comparison? SavedAnswer { get; private set; }

    /// <summary>The case as it stands.</summary>
    public ProcurementCase? Case { get; private set; }

    /// <summary>What is wrong with the case; empty for a sound one.</summary>
    public IReadOnlyList<CaseProblem> Problems { get; private set; } = [];

    /// <summary>Entries that stand in a field but were not accepted; each says why.</summary>
    public IReadOnlyCollection<string> Refused => _refused.Values;

    /// <summary>Whether the case differs from the saved version.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Whether it can be saved.</summary>
    public bool IsSound => Problems.Count == 0 && _refused.Count == 0;

    /// <summary>Why nothing could be loaded.</summary>
    public LoadProblem? LoadProblem { get; private set; }

    /// <summary>A newer version that somebody else saved meanwhile; null while there is none.</summary>
    public ScenarioVersionDocument? Theirs { get; private set; }

    public bool CanUndo => _past.Count > 0;

    public bool CanRedo => _future.Count > 0;

    /// <summary>The part of an address that leads back to the saved version.</summary>
    public string Query => Saved is { } saved ? QueryOf(saved.ScenarioId, saved.Version) : "";

    /// <summary>The part of an address that leads to a version.</summary>
    public static string QueryOf(string id, int version) => $"?scenario={Uri.EscapeDataString(id)}&version={version}";

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();

    /// <summary>What a page drawn here hands on to where it is drawn next; null where nothing is loaded, or it was changed.</summary>
    public DraftStart? Start => Saved is { } saved && !IsChanged ? new(saved, _evidence, [.. Catalog.Ledger.All]) : null;

    /// <summary>Takes over what a page was first drawn from, at once.</summary>
    public void Begin(DraftStart start)
    {
        if (Saved is null)
        {
            Catalog = PlannerCatalog.Default.With(new LedgerValues(start.Ledger));
            Adopt(start.Version, start.Evidence);
            Changed?.Invoke();
        }
    }

    /// <summary>Loads what an address names: as below, but a version that is no number is a version that is not there.</summary>
    public async Task OpenAsync(string? id, string? version)
    {
        if (version is null or "")
        {
            await LoadAsync(id, null);
        }
        else if (int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            await LoadAsync(id, number);
        }
        else
        {
            _loads++;
            LoadProblem = new(id ?? SeededScenarioId, version, null);
            Changed?.Invoke();
        }
    }

    /// <summary>Loads a version unless it is loaded already; without an id the draft stays, or the worked example is loaded.</summary>
    public async Task LoadAsync(string? id, int? version)
    {
        LoadProblem = null;
        if (Saved is not null && (id is null || (id == Saved.ScenarioId && (version ?? Saved.Version) == Saved.Version)))
        {
            return;
        }

        int load = ++_loads;
        ScenarioVersionDocument? document = null;
        LoadProblem? failed = null;
        try
        {
            document = await client.GetAsync(id ?? SeededScenarioId, version);
            failed = document is null ? new(id ?? SeededScenarioId, $"{version}", null) : null;
        }
        catch (ScenarioException problem)
        {
            failed = new(id ?? SeededScenarioId, $"{version}", problem);
        }

        if (load == _loads)
        {
            LoadProblem = failed;
            if (document is not null)
            {
                Adopt(document);
            }

            Changed?.Invoke();
        }
    }

    /// <summary>Changes the case and evaluates it, if it is sound.</summary>
    /// <param name="field">What is changed; typing on in the same field is one step to undo. Empty for a step by itself.</param>
    /// <param name="change">The change.</param>
    public void Apply(string field, Func<ProcurementCase, ProcurementCase> change)
    {
        if (Case is not { } current)
        {
            return;
        }

        if (field.Length == 0 || field != _lastField || _past.Count == 0)
        {
            _past.Add(current);
            _past.RemoveRange(0, Math.Max(0, _past.Count - MaximumSteps));
        }

        _lastField = field;
        _future.Clear();
        Become(change(current));
    }

    /// <summary>Takes back the last change.</summary>
    public void Undo() => Step(_past, _future);

    /// <summary>Makes the change again that was taken back.</summary>
    public void Redo() => Step(_future, _past);

    /// <summary>Goes back to the saved version; this, too, can be undone.</summary>
    public void Revert() => Apply("", _ => Saved!.Case);

    /// <summary>Notes that an entry was not accepted, so that nothing is saved in its place.</summary>
    public void Refuse(string entry, string why)
    {
        _refused[entry] = why;
        Changed?.Invoke();
    }

    /// <summary>Notes that an entry is accepted, or gone.</summary>
    public void Accept(string entry)
    {
        if (_refused.Remove(entry))
        {
            Changed?.Invoke();
        }
    }

    private void Step(List<ProcurementCase> from, List<ProcurementCase> to)
    {
        if (from.Count > 0 && Case is { } current)
        {
            to.Add(current);
            _lastField = "";
            ProcurementCase next = from[^1];
            from.RemoveAt(from.Count - 1);
            Become(next);
        }
    }

    private void Become(ProcurementCase next)
    {
        Case = next;
        Problems = CaseRules.Check(next, PlannerCatalog.Default);
        IsChanged = Saved is not { } saved || CaseReader.Hash(next) != saved.CaseHash;
        EvaluateSoon();
        Changed?.Invoke();
    }
}

/// <summary>Why a version could not be loaded.</summary>
/// <param name="ScenarioId">The scenario asked for.</param>
/// <param name="Version">The version asked for, as it was asked; empty for the newest.</param>
/// <param name="Cause">What the server said; null where there is no such version.</param>
public sealed record LoadProblem(string ScenarioId, string Version, ScenarioException? Cause);
