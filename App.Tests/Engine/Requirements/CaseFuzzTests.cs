using System.Text;
using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Engine.Requirements;

/// <summary>Whatever stands in a case, the reader answers with a case that can be evaluated or with what is wrong; it never throws.</summary>
public sealed class CaseFuzzTests
{
    private static readonly string s_seeded = PlannerCatalog.EmbeddedFiles()["cases/reported-order.json"];

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The seeded case with every member there is, also those that do not apply, and a value of the buyer's own.</summary>
    private static readonly string s_full = CaseReader.Write(SeededCase.Create() with
    {
        Overrides = [new() { AssumptionId = "accelerators/h20-96gb/priceUsDollars", Value = 12_000, Reason = "An offer." }],
    });

    [Fact]
    public void Read_SeededCase_HasNoProblem() => Assert.Empty(Read(s_seeded).Problems);

    [Fact]
    public void Read_TruncatedAtEveryCharacter_NamesAProblem()
    {
        for (int length = 0; length < s_seeded.TrimEnd().Length; length++)
        {
            CaseReading reading = Read(s_seeded[..length]);

            Assert.Null(reading.Case);
            AssertClear(reading, $"the first {length} characters");
        }
    }

    [Fact]
    public void Read_AnyMemberChanged_GivesACaseOrClearProblems()
    {
        int refused = 0;
        int accepted = 0;
        List<string> unclear = [];
        foreach (JsonMutation mutation in JsonMutations.All(s_full))
        {
            try
            {
                CaseReading reading = Read(mutation.Text);
                AssertClear(reading, mutation.ToString());
                (refused, accepted) = reading.Case is null ? (refused + 1, accepted) : (refused, accepted + 1);
            }
            catch (Exception thrown)
            {
                unclear.Add($"{mutation}: {thrown.GetType().Name}: {thrown.Message}");
            }
        }

        Assert.True(unclear.Count == 0, $"{unclear.Count} of {refused + accepted + unclear.Count}:\n{string.Join('\n', unclear.Take(60))}");
        Assert.True(refused > 2000, $"{refused} refused");
        Assert.True(accepted > 50, $"{accepted} accepted");
    }

    [Fact]
    public void Read_AnyMemberChanged_CanBeEvaluatedWhereItIsAccepted_AndAlikeWithTheSearchesOfTheOthers()
    {
        HashSet<string> seen = [];
        SearchMemory searches = new();
        foreach (JsonMutation mutation in JsonMutations.All(s_full))
        {
            if (ReadWithoutThrowing(mutation.Text, mutation.ToString()).Case is not { } accepted || !seen.Add(CaseReader.Hash(accepted)))
            {
                continue;
            }

            Comparison comparison = FleetComparison.Evaluate(accepted, PlannerCatalog.Default);
            Assert.All(comparison.Options, option => Assert.True(
                option.Figures is null ? option.Reasons.Count > 0 : double.IsFinite(option.Figures.PresentCostUsDollars), mutation.ToString()));
            Comparison again = FleetComparison.EvaluateBound(accepted, PlannerCatalog.Default, searches).Comparison;
            Assert.True(Text(comparison) == Text(again), mutation.ToString());
        }
    }

    private static string Text(Comparison comparison) => JsonSerializer.Serialize(comparison, EvaluationJson.Default.Comparison);

    [Fact]
    public void Read_BytesOverwritten_NeverThrows() => Gen.Select(Gen.Int[0, s_seeded.Length - 1].Array[1, 4], Gen.Char.Array[4]).Sample(
        (places, letters) =>
        {
            StringBuilder text = new(s_seeded);
            for (int i = 0; i < places.Length; i++)
            {
                text[places[i]] = letters[i];
            }

            AssertClear(ReadWithoutThrowing(text.ToString(), "overwritten"), "overwritten");
        },
        iter: 2000, threads: 1);

    [Fact]
    public void Read_RandomText_NeverThrows() => Gen.String.Sample(
        text => AssertClear(ReadWithoutThrowing(text, text), text), iter: 2000, threads: 1);

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{\"a\":", 100_000)]
    public void Read_DeeplyNested_NamesAProblem(string opening, int depth) =>
        AssertClear(Read(string.Concat(Enumerable.Repeat(opening, depth))), "deep");

    [Theory]
    [InlineData(77)]
    [InlineData(78)]
    [InlineData(79)]
    [InlineData(80)]
    public void Read_LongTextOfPairs_IsNotQuotedWithHalfAPair(int before)
    {
        string text = new string('a', before) + string.Concat(Enumerable.Repeat("\U0001F600", 300));

        AssertClear(Read(s_seeded.Replace("\"western-hub\"", $"\"{text}\"", StringComparison.Ordinal)), "pairs in an id");
        AssertClear(Read(s_seeded.Replace("\"siteId\"", $"\"{text}\"", StringComparison.Ordinal)), "pairs in a name");
    }

    [Fact]
    public void Read_Oversized_NamesTheLimit()
    {
        CaseReading reading = Read(s_seeded + new string(' ', CaseReader.MaximumCharacters));

        CaseProblem problem = Assert.Single(reading.Problems);
        Assert.Contains("1000000", problem.Accepted, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ReadAgain_IsTheSameCase() => Generators.Case.Sample(
        procurement =>
        {
            CaseReading reading = Read(CaseReader.Write(procurement));
            Assert.Empty(reading.Problems);
            Assert.Equal(CaseReader.Hash(procurement), CaseReader.Hash(reading.Case!));
        },
        iter: 200, threads: 1);

    private static CaseReading Read(string text) => CaseReader.Read(text, PlannerCatalog.Default);

    private static CaseReading ReadWithoutThrowing(string text, string what)
    {
        try
        {
            return Read(text);
        }
        catch (Exception thrown)
        {
            throw new InvalidOperationException($"{what}: {thrown.GetType().Name}: {thrown.Message}", thrown);
        }
    }

    /// <summary>A case and no problem, or no case and problems that each name field, value and what is accepted, on one line.</summary>
    private static void AssertClear(CaseReading reading, string what)
    {
        Assert.True(reading.Case is null == reading.Problems.Count > 0, what);
        foreach (CaseProblem problem in reading.Problems)
        {
            Assert.True(problem.Field.Length > 0 && problem.Value.Length > 0 && problem.Accepted.Length > 0, $"{what}: {problem}");
            Assert.False(problem.ToString().Any(char.IsControl), $"{what}: {problem}");
            Assert.True(s_strict.GetByteCount(problem.ToString()) > 0);
        }
    }
}
