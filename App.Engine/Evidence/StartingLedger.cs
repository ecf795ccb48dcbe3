using App.Engine.Catalog;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Evidence;

/// <summary>
/// What a catalogue has to say, as entries: its facts as evidence, its quantities as slots with an assertion in use and every published
/// figure that differs beside it, and the claims that no model reads. Nothing of it is verified: nobody has signed yet.
/// </summary>
public static class StartingLedger
{
    /// <summary>The entries that a ledger still lacks. After they are added there are none.</summary>
    /// <param name="state">The ledger; empty at the first start.</param>
    /// <param name="catalog">The catalogue.</param>
    public static IEnumerable<LedgerEntry> Missing(LedgerState state, PlannerCatalog catalog)
    {
        foreach (Fact fact in catalog.Facts.Values.OrderBy(fact => fact.Id, StringComparer.Ordinal))
        {
            EvidenceItem item = EvidenceLabels.Item(fact, catalog.IndependenceGroups, catalog.EvidencePolicy);
            if (state.Evidence.GetValueOrDefault(item.Id)?.Item != item)
            {
                yield return new EvidenceRecorded(item);
            }
        }

        List<(Assumption Slot, EvidenceItem Source, Input Input)> definitions = [.. Definitions(catalog)];
        foreach (EvidenceItem item in definitions.Select(definition => definition.Source).DistinctBy(item => item.Id))
        {
            if (state.Evidence.GetValueOrDefault(item.Id)?.Item != item)
            {
                yield return new EvidenceRecorded(item);
            }
        }

        foreach ((Assumption slot, IReadOnlyList<Side> sides) in Slots(catalog).Concat(definitions.Select(Defined)))
        {
            if (state.Assumptions.GetValueOrDefault(slot.Id)?.Assumption != slot)
            {
                yield return new AssumptionDefined(slot);
            }

            foreach (LedgerEntry entry in sides.SelectMany(side => Missing(state, slot, side)))
            {
                yield return entry;
            }
        }
    }

    private static IEnumerable<LedgerEntry> Missing(LedgerState state, Assumption slot, Side side)
    {
        string id = $"{slot.Id}@{side.Key}";
        AssertionState? known = state.Assertions.GetValueOrDefault(id);
        VersionState? own = known?.Versions.Values.LastOrDefault(version => version.Author.Id == Actor.Catalogue.Id);
        VersionRef next = new(id, 1);
        if (own is not null)
        {
            if (SameContent(own.Content, side.Content))
            {
                yield break;
            }

            // A person has written on: the catalogue's new figure stands beside that, it does not replace it.
            next = known!.Latest.Author.Id == Actor.Catalogue.Id ? new(id, known.Versions.Count + 1) : new($"{id}.{known.Versions.Count + 1}", 1);
            if (state.Assertions.TryGetValue(next.AssertionId, out AssertionState? beside) && next.Version == 1 && SameContent(beside.Latest.Content, side.Content))
            {
                yield break;
            }
        }

        yield return new VersionDrafted(
            next.AssertionId, next.Version, slot.Id, side.Content, next.Version == 1 ? "From the catalogue." : "The catalogue has changed.");
        yield return new VersionSubmitted(next.AssertionId, next.Version);
        if (side.DisputedBy.Count > 0)
        {
            yield return new VersionDisputed(next.AssertionId, next.Version, side.DisputedBy, side.Dispute ?? "Contradicted.");
        }
    }

    private static IEnumerable<(Assumption Slot, IReadOnlyList<Side> Sides)> Slots(PlannerCatalog catalog)
    {
        foreach ((string path, string subject, string key, Quantity quantity) in AssumptionPath.All(catalog))
        {
            QuantityInfo? info = QuantityRegistry.Find(key);
            string unit = info?.UnitSymbol ?? "";
            Assumption slot = new()
            {
                Id = path,
                Subject = subject,
                Quantity = info?.Label ?? key,
                Unit = unit,
                Category = quantity.Assumed ? EvidenceCategory.Judgement : catalog.EvidencePolicy.CategoryByQuantity.GetValueOrDefault(key, EvidenceCategory.Judgement),
                Scope = ScopeOf(path, subject),
                Minimum = info?.Minimum,
                Maximum = info?.Maximum,
                Note = quantity.Value is null ? quantity.NotKnown : null,
            };
            yield return (slot, quantity.Value is { } value ? [InUse(quantity, value, unit), .. Others(quantity, unit)] : []);
        }

        foreach (Claim claim in catalog.Claims)
        {
            bool isText = claim.Values.All(value => value.Value is null);
            Assumption slot = new()
            {
                Id = claim.Id,
                Subject = claim.Subject,
                Quantity = claim.Quantity,
                Unit = claim.Unit,
                Category = claim.Category,
                Scope = claim.Scope,
                IsText = isText,
                Note = claim.Note,
            };
            yield return (slot, [.. claim.Values.Select(value => new Side(
                value.Key,
                new()
                {
                    Value = value.Value,
                    Low = value.Low ?? value.Value,
                    High = value.High ?? value.Value,
                    Unit = claim.Unit,
                    Statement = value.Statement,
                    Basis = value.Basis,
                    AssumedReason = value.AssumedReason,
                    Evidence = value.Facts,
                },
                value.DisputedBy,
                value.Dispute))]);
        }
    }

    /// <summary>Counts of models and sizes of formats: the published configuration is a primary document.</summary>
    private static IEnumerable<(Assumption Slot, EvidenceItem Source, Input Input)> Definitions(PlannerCatalog catalog)
    {
        foreach (Input input in CatalogDefinitions.Of(catalog))
        {
            string[] path = input.Id.Split('/');
            string subject = input.Label.Split(": ")[0];
            Assumption slot = new()
            {
                Id = input.Id,
                Subject = subject,
                Quantity = input.Label[(subject.Length + 2)..],
                Unit = input.Unit.Symbol,
                Category = input.Status == EvidenceStatus.Assumed ? EvidenceCategory.Judgement : EvidenceCategory.Definition,
                Scope = ScopeOf(input.Id, subject),
                Minimum = 0,
            };
            EvidenceItem source = new()
            {
                Id = $"{path[0]}-{path[1]}",
                Subject = subject,
                Says = path[0] == "models" ? "Published configuration" : "Definition of the format",
                Title = path[0] == "models" ? catalog.Models[path[1]].Source : input.Basis,
                Publisher = path[0] == "models" ? "Publisher of the model" : "Definition",
                SourceType = "documentation",
                Url = path[0] == "models" ? catalog.Models[path[1]].Source.Split(' ').FirstOrDefault(word => word.StartsWith("https://", StringComparison.Ordinal)) : null,
                IndependenceGroup = $"{path[0]}-{path[1]}",
                IsPrimary = true,
                Marks = new(SourceReliability.B, 1),
            };
            yield return (slot, source, input);
        }
    }

    private static (Assumption Slot, IReadOnlyList<Side> Sides) Defined((Assumption Slot, EvidenceItem Source, Input Input) definition)
    {
        bool isJudgement = definition.Input.Status == EvidenceStatus.Assumed;
        AssertionContent content = new()
        {
            Value = definition.Input.Value,
            Low = definition.Input.Low,
            High = definition.Input.High,
            Unit = definition.Slot.Unit,
            Basis = definition.Input.Basis,
            AssumedReason = isJudgement ? definition.Input.Basis : null,
            Evidence = isJudgement ? [] : [definition.Source.Id],
        };
        return (definition.Slot, [new Side("catalogue", content, [], null)]);
    }

    private static Side InUse(Quantity quantity, double value, string unit) => new(
        "catalogue",
        new()
        {
            Value = value,
            Low = quantity.Low ?? value,
            High = quantity.High ?? value,
            Unit = unit,
            Basis = quantity.Basis.Length > 0 ? quantity.Basis : "As published.",
            AssumedReason = quantity.Assumed ? quantity.Basis : null,
            Evidence = [.. quantity.Facts.Distinct()],
        },
        [],
        null);

    private static IEnumerable<Side> Others(Quantity quantity, string unit) => quantity.Disagreements
        .Where(other => other.Value is not null)
        .Select(other => new Side(
            other.Fact,
            new() { Value = other.Value, Low = other.Value, High = other.Value, Unit = unit, Basis = other.Why, Evidence = [other.Fact] },
            [],
            null));

    private static Scope ScopeOf(string path, string subject) => path.Split('/') switch
    {
        ["accelerators", _, "peakTeraflops", string format] => new() { Chip = subject, Precision = format },
        ["accelerators", ..] => new() { Chip = subject },
        ["sites", ..] => new() { Region = subject },
        ["models", ..] => new() { Model = subject },
        ["formats", ..] => new() { Precision = subject },
        _ => new() { Load = "All options" },
    };

    private static bool SameContent(AssertionContent left, AssertionContent right) =>
        LedgerChain.RecordHash(default, "", left) == LedgerChain.RecordHash(default, "", right);

    private sealed record Side(string Key, AssertionContent Content, IReadOnlyList<string> DisputedBy, string? Dispute);
}
