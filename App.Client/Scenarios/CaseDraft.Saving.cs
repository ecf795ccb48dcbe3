using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Shared.Comparisons;
using App.Shared.Scenarios;

namespace App.Client.Scenarios;

/// <summary>Saving, and what happens where somebody else saved first.</summary>
public sealed partial class CaseDraft
{
    /// <summary>Saves the case as the next version. Where a newer version exists nothing is saved and <see cref="Theirs"/> is set.</summary>
    public async Task SaveAsync(string reason)
    {
        ScenarioVersionDocument saved = Saved ?? throw new InvalidOperationException("There is no scenario to save to.");
        int newest = Theirs?.Version ?? saved.LatestVersion;
        ProcurementCase current = Current();
        try
        {
            SavedDone(await client.AddVersionAsync(saved.ScenarioId, newest, reason, current), reason, current);
        }
        catch (ScenarioException refusal) when (refusal.Failure == ScenarioFailure.Conflict)
        {
            ScenarioVersionDocument? theirs = await client.GetAsync(saved.ScenarioId, null);
            if (theirs?.CaseHash == CaseReader.Hash(current))
            {
                // An earlier try did arrive, only its answer was lost.
                SavedDone(new(theirs.ScenarioId, theirs.Version), theirs.Reason, current);
                return;
            }

            if (theirs is null)
            {
                throw;
            }

            Theirs = theirs;
            Changed?.Invoke();
        }
    }

    /// <summary>Saves the case as a scenario of its own, under a name of its own.</summary>
    public async Task SaveAsNewAsync(string reason, string name)
    {
        ProcurementCase before = Current();
        ProcurementCase current = before with { Name = name };
        SavedVersion saved = await client.CreateAsync(reason, current);
        Case = ReferenceEquals(Case, before) ? current : Case! with { Name = name };
        SavedDone(saved, reason, current);
        EvaluateSoon();
    }

    /// <summary>Takes the newer version in place of the draft; the draft can be had back by undoing.</summary>
    public void TakeTheirs()
    {
        if (Theirs is { } theirs && Case is { } mine)
        {
            Adopt(theirs);
            _past.Add(mine);
            Changed?.Invoke();
        }
    }

    /// <summary>Takes what was put together of the draft and the newer version, and stands on that version; the draft can be had back by undoing.</summary>
    /// <param name="merged">Both together.</param>
    public void TakeMerged(ProcurementCase merged)
    {
        if (Theirs is { } theirs && Case is { } mine)
        {
            Adopt(theirs);
            _past.Add(mine);
            Become(merged);
        }
    }

    /// <summary>
    /// Takes up changes that were made from a version earlier and never saved. Where a newer version was saved since, saving them meets it as
    /// if the page had stayed open. What is changed here now can be had back by undoing.
    /// </summary>
    /// <param name="version">The version they were made from.</param>
    /// <param name="caseHash">Hash of its case.</param>
    /// <param name="changed">The changed case.</param>
    /// <exception cref="ScenarioException">The version could not be fetched.</exception>
    public async Task ResumeAsync(int version, string caseHash, ProcurementCase changed)
    {
        ScenarioVersionDocument shown = Saved ?? throw new InvalidOperationException("There is no scenario that was changed.");
        ScenarioVersionDocument? origin = await client.GetAsync(shown.ScenarioId, version);
        ProcurementCase mine = Current();
        if (origin?.CaseHash == caseHash)
        {
            Adopt(origin with { LatestVersion = version });
            _past.Add(mine);
        }

        Apply("", _ => changed);
    }

    private ProcurementCase Current() => Case ?? throw new InvalidOperationException("There is no case to save.");

    /// <summary>The draft may have been changed on while the request was under way; only what was sent is saved.</summary>
    private void SavedDone(SavedVersion saved, string reason, ProcurementCase sent)
    {
        Saved = new(
            saved.ScenarioId, sent.Name, saved.Version, saved.Version, reason, clock.GetUtcNow().UtcDateTime, CaseReader.Hash(sent), sent);
        SavedAnswer = !IsStale && ReferenceEquals(Case, sent) ? Answer!.Comparison : SavedAnswer;
        Theirs = null;
        IsChanged = CaseReader.Hash(Case!) != Saved.CaseHash;
        Changed?.Invoke();

        // The server answers, so it can say again what it did not.
        _ = AskAgainAsync();
    }

    private void Adopt(ScenarioVersionDocument document, CaseEvidence? evidence = null)
    {
        (Saved, Case, Theirs, IsChanged, _lastField) = (document, document.Case, null, false, "");
        _past.Clear();
        _future.Clear();
        _refused.Clear();
        Problems = CaseRules.Check(document.Case, PlannerCatalog.Default);
        EvaluateNow(document.Case, StartWork(), evidence);
    }
}
