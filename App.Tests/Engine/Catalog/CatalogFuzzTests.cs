using System.Text.Json.Nodes;
using App.Engine.Catalog;

namespace App.Tests.Engine.Catalog;

/// <summary>Whatever stands in a catalogue's files, the check answers with what is wrong, and loading refuses with the same words.</summary>
public sealed class CatalogFuzzTests
{
    public static TheoryData<string> Files =>
        [.. SmallCatalog.Files.Keys.Where(path => !path.StartsWith("facts/", StringComparison.Ordinal) && path != "calibration.json")];

    [Fact]
    public void Check_SmallCatalog_HasNoProblem() => Assert.Empty(CatalogCheck.Check(SmallCatalog.Files));

    [Theory]
    [MemberData(nameof(Files))]
    [Trait(Categories.Trait, Categories.Slow)]
    public void CheckAndLoad_AnyMemberChanged_GiveClearProblemsOrNone(string path)
    {
        List<string> unclear = [];
        int refused = 0;
        foreach (JsonMutation mutation in JsonMutations.Fewer(SmallCatalog.Files[path]))
        {
            Dictionary<string, string> files = new(SmallCatalog.Files) { [path] = mutation.Text };
            try
            {
                IReadOnlyList<CatalogProblem> problems = CatalogCheck.Check(files);
                refused += problems.Count > 0 ? 1 : 0;
                unclear.AddRange(problems.Where(problem => !IsClear(problem)).Select(problem => $"{mutation}: {problem}"));
                PlannerCatalog.Load(files);
            }
            catch (CatalogException problem)
            {
                Assert.NotEmpty(problem.Problems);
            }
            catch (Exception thrown)
            {
                unclear.Add($"{mutation}: {thrown.GetType().Name}: {thrown.Message}");
            }
        }

        Assert.True(unclear.Count == 0, $"{unclear.Count}:\n{string.Join('\n', unclear.Take(40))}");
        Assert.True(refused > 20, $"{refused} refused");
    }

    [Fact]
    public void Check_FactChanged_GivesClearProblemsOrNone()
    {
        const string path = "facts/studies.json";
        string one = JsonNode.Parse(SmallCatalog.Files[path])!.AsArray()[0]!.ToJsonString();
        foreach (JsonMutation mutation in JsonMutations.Fewer($"[{one}]"))
        {
            Assert.All(
                CatalogCheck.Check(new Dictionary<string, string>(SmallCatalog.Files) { [path] = mutation.Text }),
                problem => Assert.True(IsClear(problem), $"{mutation}: {problem}"));
        }
    }

    [Fact]
    public void Check_TruncatedAnywhere_NamesTheFile()
    {
        const string path = "accelerators/atlas-350-112gb.json";
        string text = SmallCatalog.Files[path].TrimEnd();
        for (int length = 0; length < text.Length; length += 97)
        {
            IReadOnlyList<CatalogProblem> problems =
                CatalogCheck.Check(new Dictionary<string, string>(SmallCatalog.Files) { [path] = text[..length] });

            Assert.Contains(problems, problem => problem.File == path && problem.Value.StartsWith("not readable", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Check_NothingAtAll_NamesTheFilesThatAreMissing() =>
        Assert.Contains(CatalogCheck.Check(new Dictionary<string, string>()), problem => problem.File == "formats.json" && problem.Value == "missing");

    [Fact]
    public void Check_UnknownOrOversizedFile_IsNamed()
    {
        IReadOnlyList<CatalogProblem> problems = CatalogCheck.Check(new Dictionary<string, string>(SmallCatalog.Files)
        {
            ["prices/h20.json"] = "{}",
            ["sites/huge.json"] = new string(' ', 5_000_000),
        });

        Assert.Contains(problems, problem => problem.File == "prices/h20.json");
        Assert.Contains(problems, problem => problem.File == "sites/huge.json" && problem.Value == "5000000 characters");
    }

    private static bool IsClear(CatalogProblem problem) =>
        problem.File.Length > 0 && problem.Field.Length > 0 && problem.Value.Length > 0 && problem.Accepted.Length > 0
        && !problem.ToString().Any(char.IsControl);
}
