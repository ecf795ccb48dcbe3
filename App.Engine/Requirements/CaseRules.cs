using System.Globalization;
using System.Text.RegularExpressions;
using App.Engine.Catalog;
using App.Engine.Documents;
using App.Engine.Uncertainty;

namespace App.Engine.Requirements;

/// <summary>What a case must satisfy. The bounds stand here once, for files, forms and the server.</summary>
public static partial class CaseRules
{
    /// <summary>The one schema that is read.</summary>
    public const string Schema = "procurement-case/1";

    /// <summary>Finds everything wrong with a case.</summary>
    /// <param name="procurement">The case.</param>
    /// <param name="catalog">The catalogue whose ids it uses.</param>
    public static IReadOnlyList<CaseProblem> Check(ProcurementCase procurement, PlannerCatalog catalog)
    {
        Checker check = new();
        check.That(procurement.Schema == Schema, "schema", $"'{procurement.Schema}'", $"\"{Schema}\"");
        check.Length("name", procurement.Name, 1, 120);
        check.Length("note", procurement.Note, 0, 4000, lines: true);
        CheckSites(check, procurement, catalog);
        Check(check, procurement.Finance);
        Check(check, procurement.Limits ?? new());
        CheckEvents(check, procurement.Events ?? [], catalog);
        if (procurement.Uncertainty is { } policy)
        {
            Check(check, policy, catalog);
        }

        check.Count("workloads", procurement.Workloads.Count, 1, 20);
        check.Count("options", procurement.Options.Count, 2, 12);
        check.Count("overrides", procurement.Overrides.Count, 0, 500);
        check.Ids("workloads", procurement.Workloads.Select(workload => workload.Id));
        check.Ids("options", procurement.Options.Select(option => option.Id));
        for (int w = 0; w < procurement.Workloads.Count; w++)
        {
            Check(check, $"workloads[{w}]", procurement.Workloads[w], catalog);
        }

        for (int o = 0; o < procurement.Options.Count; o++)
        {
            Check(check, $"options[{o}]", procurement.Options[o], catalog);
        }

        Check(check, procurement, catalog);
        return check.Problems;
    }

    private static void Check(Checker check, UncertaintyPolicy policy, PlannerCatalog catalog)
    {
        foreach ((string field, string value, string accepted) in policy.Problems())
        {
            check.That(false, $"uncertainty.{field}", value, accepted);
        }

        foreach (string key in policy.Quantities.Keys)
        {
            check.That(
                QuantityRegistry.Find(key) is not null || catalog.Uncertainty.Quantities.ContainsKey(key), $"uncertainty.quantities.{key}", $"'{key}'",
                "the key of a quantity of the catalogue, for instance priceUsDollars");
        }

        foreach ((int index, PilotDesign design) in policy.Pilots.Designs.Index())
        {
            string at = $"uncertainty.pilots.designs[{index}]";
            check.That(
                design.AcceleratorId is null || catalog.Accelerators.ContainsKey(design.AcceleratorId), $"{at}.acceleratorId", $"'{design.AcceleratorId}'",
                $"one of {string.Join(", ", catalog.Accelerators.Keys.Order(StringComparer.Ordinal))}, or left out for each of the comparison");
            check.That(
                design.ModelId is null || catalog.Models.ContainsKey(design.ModelId), $"{at}.modelId", $"'{design.ModelId}'",
                "the id of a model of the catalogue, or left out for the whole portfolio");
        }
    }

    private static void Check(Checker check, string at, Workload workload, PlannerCatalog catalog)
    {
        check.Length($"{at}.name", workload.Name, 1, 80);
        check.Number($"{at}.meanRequestsPerSecond", workload.MeanRequestsPerSecond, 1e-6, 1e12, "1/s");
        check.Number($"{at}.peakToMeanRatio", workload.PeakToMeanRatio, 1, 20, "");
        check.Number($"{at}.growthPerYearFraction", workload.GrowthPerYearFraction, -0.9, 10, "a year");
        CheckHours(check, at, workload);
        check.That(workload.WeightBits is 4 or 8 or 16, $"{at}.weightBits", Text(workload.WeightBits), "4, 8 or 16");
        check.That(workload.KeyValueBits is 8 or 16, $"{at}.keyValueBits", Text(workload.KeyValueBits), "8 or 16");
        IReadOnlyList<ModelKind> needed = workload.Kind.Models();
        check.Known(
            $"{at}.modelId", workload.ModelId, catalog.Models.Values.Where(model => needed.Contains(model.Kind)).Select(model => model.Id));

        // What a kind does not use may be left at 0, but is never a number that could not stand there.
        bool reads = workload.Kind.ReadsText();
        bool writes = workload.Kind.WritesText();
        bool timed = workload.Kind != WorkloadKind.Recommendation;
        check.Number($"{at}.promptTokens", workload.PromptTokens, reads ? 1 : 0, 2_000_000, "tokens");
        check.Number($"{at}.timeToFirstTokenSeconds", workload.TimeToFirstTokenSeconds, timed ? 0.001 : 0, 3600, "s");
        check.Number($"{at}.outputTokens", workload.OutputTokens, writes ? 1 : 0, 200_000, "tokens");
        check.Number($"{at}.timePerOutputTokenSeconds", workload.TimePerOutputTokenSeconds, writes ? 0.0001 : 0, 10, "s");
        check.Number($"{at}.prefixHitFraction", workload.PrefixHitFraction, 0, 0.99, "of the prompt");
        check.Number($"{at}.draftTokens", workload.DraftTokens, 0, 16, "tokens");
        check.Number($"{at}.draftAcceptanceFraction", workload.DraftAcceptanceFraction, 0, 0.99, "of the drafted tokens");
        if (reads && catalog.Models.TryGetValue(workload.ModelId, out ModelArchitecture? model)
            && model.Counts.TryGetValue(ModelCounts.ContextTokens, out double context))
        {
            double asked = workload.PromptTokens + (writes ? workload.OutputTokens : 0);
            check.That(
                asked <= context, $"{at}.promptTokens", $"{Text(asked)} tokens with the output", $"at most {Text(context)}, the context of {model.Name}");
        }
    }

    private static void Check(Checker check, string at, FleetOption option, PlannerCatalog catalog)
    {
        check.Length($"{at}.name", option.Name, 1, 80);
        List<ServingRole> roles = [.. option.Accelerators.Select(entry => entry.Role)];
        check.That(
            roles is [ServingRole.Both] or [ServingRole.Prefill, ServingRole.Decode],
            $"{at}.accelerators", $"[{string.Join(", ", roles)}]", "one with role Both, or one Prefill followed by one Decode");
        for (int a = 0; a < option.Accelerators.Count; a++)
        {
            OptionAccelerator entry = option.Accelerators[a];
            check.Known($"{at}.accelerators[{a}].acceleratorId", entry.AcceleratorId, catalog.Accelerators.Keys);
            if (entry.Engine is { } engine && catalog.Accelerators.TryGetValue(entry.AcceleratorId, out Accelerator? card))
            {
                List<string> engines = [.. catalog.Stacks[card.StackId].Engines.Select(known => known.Id)];
                check.That(
                    engines.Contains(engine), $"{at}.accelerators[{a}].engine", $"'{engine}'",
                    engines.Count == 0
                        ? $"nothing: no serving engine is known for {card.Name}"
                        : $"one of {string.Join(", ", engines)}, the serving engines of {card.Name}, or nothing for the one measured nearest");
            }
        }

        CheckPurchase(check, at, option);
        check.That(
            option.Accelerators.Select(entry => entry.AcceleratorId).Distinct().Count() == option.Accelerators.Count,
            $"{at}.accelerators", "the same accelerator twice", "two different accelerators");
    }

    private static void Check(Checker check, ProcurementCase procurement, PlannerCatalog catalog)
    {
        FleetOption? reference = procurement.Options.FirstOrDefault(option => option.Id == procurement.ReferenceOption);
        check.That(
            reference is { Tenure: Tenure.Rent, Accelerators.Count: 1 }, "referenceOption", $"'{procurement.ReferenceOption}'",
            "the id of a rented option with one accelerator");
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < procurement.Overrides.Count; i++)
        {
            AssumptionOverride entry = procurement.Overrides[i];
            check.Length($"overrides[{i}].reason", entry.Reason, 1, 500);
            check.That(seen.Add(entry.AssumptionId), $"overrides[{i}].assumptionId", $"'{entry.AssumptionId}' again", "each assumption once");
            QuantityInfo? info = AssumptionPath.Find(entry.AssumptionId, catalog);
            if (info is null)
            {
                check.That(
                    false, $"overrides[{i}].assumptionId", $"'{entry.AssumptionId}'",
                    "economics/KEY, sites/ID/KEY, stacks/ID/KEY, events/ID/KEY, accelerators/ID/KEY, accelerators/ID/peakTeraflops/FORMAT, "
                    + "accelerators/ID/prefillErrorFactor/STEP, accelerators/ID/decodeErrorFactor/STEP or calibration/ENGINE/KEY of the catalogue");
                continue;
            }

            check.Number($"overrides[{i}].value", entry.Value, info.Minimum, info.Maximum, info.UnitSymbol);
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex IdPattern();

    private sealed class Checker
    {
        public List<CaseProblem> Problems { get; } = [];

        public void That(bool holds, string field, string value, string accepted)
        {
            if (!holds)
            {
                Problems.Add(new(field, StrictJson.Quotable(value), accepted));
            }
        }

        public void Number(string field, double value, double minimum, double maximum, string unit) => That(
            value >= minimum && value <= maximum, field, Text(value), $"{Text(minimum)} to {Text(maximum)} {unit}".TrimEnd());

        public void Count(string field, int count, int minimum, int maximum) =>
            That(count >= minimum && count <= maximum, field, count == 1 ? "1 entry" : $"{count} entries", $"{minimum} to {maximum} entries");

        public void Length(string field, string text, int minimum, int maximum, bool lines = false) => That(
            text.Trim().Length >= minimum && text.Length <= maximum
                && !text.Any(letter => PlainText.IsDisruptive(letter) && !(lines && letter is '\n' or '\r' or '\t')),
            field, text.Trim().Length == 0 ? "blank" : $"{text.Length} characters: {text}",
            $"{minimum} to {maximum} characters without control characters or turns of direction{(lines ? ", line breaks apart" : "")}");

        public void Known(string field, string id, IEnumerable<string> known)
        {
            List<string> ids = [.. known];
            That(ids.Contains(id), field, $"'{id}'", $"one of {string.Join(", ", ids.Order(StringComparer.Ordinal))}");
        }

        public void Ids(string field, IEnumerable<string> ids)
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach ((int index, string id) in ids.Index())
            {
                That(IdPattern().IsMatch(id), $"{field}[{index}].id", $"'{id}'", "1 to 40 lower-case letters, digits and hyphens");
                That(seen.Add(id), $"{field}[{index}].id", $"'{id}' again", "each id once");
            }
        }
    }
}
