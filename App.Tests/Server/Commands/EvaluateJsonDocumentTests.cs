using System.Text.Json;
using System.Text.RegularExpressions;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Tests.Architecture;

namespace App.Tests.Server.Commands;

/// <summary>docs/evaluate-json.md and the JSON say the same.</summary>
public sealed partial class EvaluateJsonDocumentTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, Row>> s_case = new(() => Read("## The case"));
    private static readonly Lazy<IReadOnlyDictionary<string, Row>> s_evaluation = new(() => Read("## The evaluation"));

    [Fact]
    public void Json_OfEvaluations_HasExactlyTheMembersOfThePage()
    {
        HashSet<string> documented = [.. s_evaluation.Value.Keys.Where(path => path != "comparison.case"), .. s_case.Value.Keys.Select(path => $"comparison.case.{path}")];
        HashSet<string> found = [];
        foreach (JsonElement evaluation in Evaluations())
        {
            foreach ((string path, JsonElement value) in Members(evaluation, ""))
            {
                string name = Named(path);
                found.Add(name);
                Row? row = s_evaluation.Value.GetValueOrDefault(name) ?? s_case.Value.GetValueOrDefault(name["comparison.case.".Length..]);
                Assert.True(row is not null, $"{name} is not in docs/evaluate-json.md");
                Assert.True(Fits(row.Type, value), $"{name} is {value.ValueKind}, which is not {row.Type} as docs/evaluate-json.md says");
            }
        }

        Assert.Equal([], documented.Except(found).Order());
    }

    /// <summary>The page names the very bounds that a refusal names.</summary>
    [Fact]
    public void Bounds_OfTheCase_StandOnThePageAsTheyAreRefused()
    {
        foreach (Mutation mutation in CaseMutations.ImpossibleNumbers().Where(mutation =>
            mutation.What == "1e300" && !mutation.Field.StartsWith("overrides", StringComparison.Ordinal)
            && !OtherWorkPattern().IsMatch(mutation.Field)))
        {
            CaseProblem problem = CaseReader.Read(mutation.Case.ToJsonString(), PlannerCatalog.Default).Problems.First(problem => problem.Field == mutation.Field);
            Row row = s_case.Value[IndexPattern().Replace(mutation.Field, "[]")];
            string accepted = row.Unit is "" or "bits" or "a year" or "months" ? row.Accepted : $"{row.Accepted} {row.Unit}";
            Assert.True(
                problem.Accepted.StartsWith(accepted, StringComparison.Ordinal) || problem.Accepted == "a whole number without quotes",
                $"{mutation.Field}: {accepted} on the page, {problem.Accepted} in the refusal");
        }
    }

    private static IEnumerable<JsonElement> Evaluations()
    {
        ProcurementCase[] cases =
        [
            EveryChoice(),
            SeededCase.Create(),
            CaseReader.Read(CaseMutations.At("finance.budgetUsDollars", "a small budget", 10_000).Case.ToJsonString(), PlannerCatalog.Default).Case!,
        ];
        return cases.Select(procurement => JsonDocument.Parse(Evaluation.Write(Evaluation.Of(procurement, PlannerCatalog.Default))).RootElement);
    }

    /// <summary>The worked example with every optional member stated.</summary>
    private static ProcurementCase EveryChoice()
    {
        ProcurementCase seeded = SeededCase.Create();
        static SiteRequirement Staged(SiteRequirement site) => site with
        {
            PowerStages = [new() { FromMonth = 0, Megawatts = site.PowerLimitMegawatts / 2 }, new() { FromMonth = 12, Megawatts = site.PowerLimitMegawatts }],
            Facility = FacilityTenure.Own,
            DomesticOnly = true,
        };
        string further = PlannerCatalog.Default.Sites.Keys.First(id => id != seeded.Site.SiteId);
        double peak = seeded.Workloads[0].PeakToMeanRatio;
        ProcurementCase every = seeded with
        {
            Site = Staged(seeded.Site),
            FurtherSites = [Staged(new() { SiteId = further, PowerLimitMegawatts = 100 })],
            Limits = new() { MinimumDomesticShareFraction = 0.5, DeliveredByMonth = 12, MaximumBridgeShareFraction = 0.5 },
            Finance = seeded.Finance with
            {
                BudgetYuan = 1e9,
                CashTiming = CashTiming.MiddleOfMonth,
                Depreciation = DepreciationMethod.SumOfYears,
                RefreshMonths = 48,
            },
            Workloads =
            [
                seeded.Workloads[0] with { HourlyLoad = [.. Enumerable.Range(0, 24).Select(hour => hour == 20 ? peak * 23 / (24 - peak) : 1)] },
                .. seeded.Workloads.Skip(1),
            ],
            Options =
            [
                .. seeded.Options.Select(option => option.Tenure == Tenure.Rent ? option : option with
                {
                    Tranches = [new() { OrderMonth = 0, ShareFraction = 0.5 }, new() { OrderMonth = 6, ShareFraction = 0.5 }],
                    Financing = Financing.Lease,
                    Accelerators =
                    [
                        .. option.Accelerators.Select(entry => entry with
                        {
                            Engine = PlannerCatalog.Default.Stacks[PlannerCatalog.Default.Accelerators[entry.AcceleratorId].StackId].Engines[0].Id,
                        }),
                    ],
                }),
            ],
            Events = [.. PlannerCatalog.Default.Events.Keys.Take(1)],
        };
        Assert.Empty(CaseRules.Check(every, PlannerCatalog.Default));
        return every;
    }

    /// <summary>Every value, and every member that is an object or null in turn.</summary>
    private static IEnumerable<(string Path, JsonElement Value)> Members(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Members(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))
            .Concat(s_evaluation.Value.ContainsKey(path) && path != "comparison.case" ? [(path, element)] : []),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(entry => Members(entry, $"{path}[]")),
        _ => [(path, element)],
    };

    private static string Named(string path) => path.Split('.') switch
    {
        ["exposure", "shareByStatus", _] => "exposure.shareByStatus.{status}",
        ["weakestEvidence", _, _] => "weakestEvidence.{option}.{figure}",
        _ => path,
    };

    private static bool Fits(string type, JsonElement value) => type.Replace(", *optional*", "", StringComparison.Ordinal) switch
    {
        "text" => value.ValueKind == JsonValueKind.String,
        "text or null" => value.ValueKind is JsonValueKind.String or JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "number or null" => value.ValueKind is JsonValueKind.Number or JsonValueKind.Null,
        "whole number" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "whole number or null" => value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _)),
        "yes or no" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "object or null" => value.ValueKind is JsonValueKind.Object or JsonValueKind.Null,
        _ => false,
    };

    private static Dictionary<string, Row> Read(string heading)
    {
        string page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "evaluate-json.md"));
        string section = page[page.IndexOf(heading, StringComparison.Ordinal)..];
        section = section[..(section.IndexOf("\n## ", 3, StringComparison.Ordinal) is var end and > 0 ? end : section.Length)];
        Dictionary<string, Row> rows = new(StringComparer.Ordinal);
        foreach (string line in section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            string[] cells = [.. line.Split('|').Select(cell => cell.Trim())];
            Assert.False(string.IsNullOrEmpty(cells[^2]), $"{line} does not say what it is");
            rows.Add(cells[1].Trim('`'), new(cells[2], cells[3], cells[4]));
        }

        return rows;
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex IndexPattern();

    /// <summary>Only the first two workloads of the worked example write text; the others leave some members unused.</summary>
    [GeneratedRegex(@"^workloads\[([2-9]|\d\d)\]")]
    private static partial Regex OtherWorkPattern();

    private sealed record Row(string Type, string Unit, string Accepted);
}
