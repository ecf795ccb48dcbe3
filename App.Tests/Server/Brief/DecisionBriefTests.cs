using System.Globalization;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Server.Brief;
using App.Server.Workbook;
using UglyToad.PdfPig;

namespace App.Tests.Server.Brief;

/// <summary>The brief as a reader finds it: its text is read back from the file and held against the engine's figures.</summary>
public sealed class DecisionBriefTests
{
    [Fact]
    public void Brief_WorkedExample_SaysWhatTheEngineFound()
    {
        BoundComparison bound = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);
        (string text, int pages, BriefSource source) = Written(bound, withStudy: true);

        Assert.Equal(2, pages);
        Comparison comparison = bound.Comparison;
        OptionResult best = comparison.Options.Single(option => option.Option.Id == comparison.Verdict!.BestOption);
        Assert.Contains($"Buy {best.Option.Name}", text, StringComparison.Ordinal);
        foreach (GroupPlan group in best.Plan!.Groups)
        {
            Assert.Contains($"{Whole(group.Cards)} {PlannerCatalog.Default.Accelerators[group.AcceleratorId].Name}", text, StringComparison.Ordinal);
        }

        OptionFigures figures = best.Figures!;
        Assert.Contains($"Scenario reported-order, version 7 · run {source.Workbook.RunId[..12]}", text, StringComparison.Ordinal);
        Assert.Contains($"Run {source.Workbook.RunId}", text, StringComparison.Ordinal);
        Assert.Contains($"{Whole(figures.Servers)} servers", text, StringComparison.Ordinal);
        foreach (double dollars in (double[])[figures.CapitalUsDollars, figures.PresentCostUsDollars, figures.EquivalentAnnualCostUsDollars])
        {
            Assert.Contains(Money(dollars), text, StringComparison.Ordinal);
        }

        // In two lines, between which the next column is read.
        Assert.Contains($"{Money(figures.BridgeUsDollars)} in present value,", text, StringComparison.Ordinal);
        Assert.Contains("before tax", text, StringComparison.Ordinal);

        // A row of each option that could be evaluated: name, capital, present cost, cost of tokens.
        foreach (OptionResult option in comparison.Options.Where(option => option.Figures is not null))
        {
            string capital = option.Figures!.CapitalUsDollars == 0 ? "0" : Digits(option.Figures.CapitalUsDollars / 1e9);
            Assert.Contains(
                $"{option.Option.Name} {capital} {Digits(option.Figures.PresentCostUsDollars / 1e9)} {Digits(option.Figures.BlendedUsDollarsPerMegatoken)}", text, StringComparison.Ordinal);
        }

        Swing widest = source.Workbook.Exposure.Swings[0];
        Assert.Contains($"{Digits(widest.LowUsDollars / 1e6)} {Digits(widest.HighUsDollars / 1e6)}", text, StringComparison.Ordinal);
        DecisionStudy decision = source.Workbook.Study!.Decision!;
        double share = source.Workbook.Study.Options.Single(option => option.Id == comparison.Verdict!.BestOption).Risk!.BestProbability.Value;
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"cheapest in {share * 100:0}% of 512 possible worlds"), text, StringComparison.Ordinal);
        Assert.Contains(Money(decision.LeadP90), text, StringComparison.Ordinal);
        Assert.Contains("To check before signing", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Brief_ChineseAndVeryLongNames_AreSetWhole()
    {
        const string name = "国产与进口加速卡采购比较（二〇二七年度第一批次，内部讨论稿）";
        ProcurementCase seeded = SeededCase.Create();
        string[] names = ["昇腾三五零推理集群", new string('W', 119), "Überprüfung façon Ωμεγα Цена", "Zażółć gęślą jaźń, őű ğşİı čřžťď țăîș ąęėįšųū άέή ₺₴"];
        ProcurementCase procurement = seeded with
        {
            Name = name,
            Options = [.. seeded.Options.Select((option, index) => option with { Name = names[index % names.Length] })],
        };
        (string text, int pages, BriefSource _) = Written(FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default), withStudy: false);
        string joined = text.Replace(" ", "", StringComparison.Ordinal);
        Assert.All([name, .. names], part => Assert.Contains(part.Replace(" ", "", StringComparison.Ordinal), joined, StringComparison.Ordinal));
        Assert.InRange(pages, 1, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fonts_HaveEveryLetterOfEuropeanAndTurkishNames(bool isBold)
    {
        const string letters = "ąćęłńóśźż áäčďéíĺľňóôŕšťúýž ěřů áéíóöőúüű ăâîșțşţ çğıöşüİ čćđšž āčēģīķļņšūž ąčęėįšųūž äåæøöõð þñßœ ΆΈΉΊΌΎΏάέήίόύώϊϋΐΰς ґєіїўђјљњћџ €₺₴₽₫₩ ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ";
        FontFile font = FontFile.Of(isBold);

        Assert.All((letters + letters.ToUpperInvariant()).Where(letter => letter is not (' ' or 'ẞ')).Distinct(), letter => Assert.True(font.Has(letter), $"{letter} U+{(int)letter:X4}"));
        Assert.False(font.Has('ꙮ'), "a letter that the font has not");
    }

    [Fact]
    public void Brief_TenAtOnce_SayTheSame()
    {
        BoundComparison bound = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);
        (string text, int _, BriefSource source) = Written(bound, withStudy: false);
        string[] texts = new string[10];
        Parallel.For(0, texts.Length, new ParallelOptions { MaxDegreeOfParallelism = texts.Length }, index => texts[index] = Read(source).Text);
        Assert.All(texts, other => Assert.Equal(text, other));
    }

    [Fact]
    public void Brief_NothingFeasible_SaysWhy()
    {
        ProcurementCase seeded = SeededCase.Create();
        ProcurementCase procurement = seeded with { Finance = seeded.Finance with { BudgetUsDollars = 1e6 } };
        BoundComparison bound = FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default);
        Assert.Null(bound.Comparison.Verdict);
        (string text, int _, BriefSource _) = Written(bound, withStudy: false);
        Assert.Contains("No option for sale is feasible", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Buy ", text, StringComparison.Ordinal);
    }

    private static (string Text, int Pages, BriefSource Source) Written(BoundComparison bound, bool withStudy)
    {
        StudyResult? study = null;
        if (withStudy)
        {
            StudyRun run = new(UncertainCase.Of(bound, PlannerCatalog.Default.Uncertainty, new Dictionary<string, Distribution>()), new(512, 1, Sampler.Sobol));
            run.Run(1, TestContext.Current.CancellationToken);
            study = StudyAnalysis.Of(run, 1, TestContext.Current.CancellationToken);
        }

        BriefSource source = new(
            WorkbookSource.Of(bound, PlannerCatalog.Default, new("reported-order", 7, []), study), FirstLook.Of(bound, PlannerCatalog.Default, 1),
            new(2026, 11, 25, 8, 30, 0, DateTimeKind.Utc));
        (string text, int pages) = Read(source);
        return (text, pages, source);
    }

    private static (string Text, int Pages) Read(BriefSource source)
    {
        using MemoryStream stream = new();
        DecisionBrief.Write(source, stream);
        using PdfDocument document = PdfDocument.Open(stream.ToArray());
        return (string.Join(' ', document.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text)), document.NumberOfPages);
    }

    /// <summary>Three significant digits, as the engine's number reads.</summary>
    private static string Money(double dollars) =>
        dollars < 1e9 ? $"{Digits(dollars / 1e6)} million USD" : $"{Digits(dollars / 1e9)} billion USD";

    private static string Digits(double value)
    {
        int whole = (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        string text = Math.Abs(value).ToString("N" + Math.Max(0, 3 - whole).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return value < 0 ? "−" + text : text;
    }

    private static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
