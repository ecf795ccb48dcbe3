using System.Reflection;
using App.Client.Resources;
using App.Client.Search;
using App.Engine.Catalog;
using App.Tests.Architecture;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace App.Tests.Client.Search;

public sealed class FindingTests(FindingTests.Example example) : IClassFixture<FindingTests.Example>
{
    /// <summary>What a newcomer types, and what must be among what is found.</summary>
    public static TheoryData<string, string> Typed => new()
    {
        { "TCO", "Compare" },
        { "total cost", "Compare" },
        { "PUE", "Power usage effectiveness (PUE)" },
        { "electricity", "Energy price" },
        { "power price", "Energy price" },
        { "tariff", "Energy price" },
        { "tariffs", "Energy price" },
        { "tariffs", "Import duty" },
        { "customs", "Import duty" },
        { "latency", "Target to the first token" },
        { "TTFT", "Target to the first token" },
        { "tpot", "Target per output token" },
        { "ITL", "Target per output token" },
        { "throughput", "Mean requests" },
        { "export control", "Events taken to happen" },
        { "discount", "Discount rate" },
        { "WACC", "Discount rate" },
        { "cost of capital", "Discount rate" },
        { "depreciation", "Depreciation for tax" },
        { "amortization", "Depreciation for tax" },
        { "HBM", "H20 (96 GB): Memory bandwidth" },
        { "bandwidth", "H20 (96 GB): Memory bandwidth" },
        { "H20", "H20 (96 GB): Price of a card" },
        { "H20 price", "H20 (96 GB): Price of a card" },
        { "Ascend", "Atlas 350 (112 GB): Price of a card" },
        { "昇腾", "Atlas 350 (112 GB): Price of a card" },
        { "TDP Ascend", "Atlas 350 (112 GB): Full power of the card" },
        { "rent", "H100 SXM: Rent of a card" },
        { "cloud", "Largest rented share of the work" },
        { "Monte Carlo", "Uncertainty" },
        { "break-even", "Flip values" },
        { "Excel", "Finance workbook and brief" },
        { "PDF", "Finance workbook and brief" },
        { "versions", "Scenarios" },
        { "conflicts", "Evidence ledger" },
        { "salvage", "H20 (96 GB): Value after four years" },
    };

    [Theory]
    [MemberData(nameof(Typed))]
    public void Find_WordOfTheField_FindsThePageOrTheValue(string typed, string name)
    {
        IReadOnlyList<Finding> found = example.Find(typed);

        Assert.True(found.Any(entry => entry.Name == name || entry.Name.EndsWith($": {name}", StringComparison.Ordinal)), $"{typed}: {string.Join("; ", found)}");
    }

    [Theory]
    [InlineData("tariffs", "Import duty")]
    [InlineData("PUE", "Power usage effectiveness (PUE)")]
    [InlineData("WACC", "Discount rate")]
    public void Find_WordOfTheField_LeadsToTheValueFirst(string typed, string name)
    {
        Assert.EndsWith(name, example.Find(typed)[0].Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("itl", "Memory title")]
    [InlineData("rent", "A different current")]
    [InlineData("tco", "Outcome")]
    public void Rank_InTheMiddleOfAWord_IsAMentionOnly(string typed, string name) => Assert.Equal(2, SearchWords.Rank(typed, name, ""));

    [Fact]
    public void Find_Nothing_FindsNothing()
    {
        Assert.Empty(example.Find(" "));
        Assert.Empty(example.Find("no such thing"));
    }

    [Fact]
    public void Words_AreOfPartsOfPathsThatThereAre()
    {
        HashSet<string> parts = [.. AssumptionPath.All(PlannerCatalog.Default).SelectMany(entry => entry.Path.Split('/'))];

        Assert.DoesNotContain(SearchWords.File.Words.Keys, part => !parts.Contains(part));
    }

    [Fact]
    public void Places_AreOnPagesThatThereAre_NamedByTextsThatThereAre_AtFieldsThatThereAre()
    {
        string sources = string.Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "App.Client"), "*.razor", SearchOption.AllDirectories).Select(File.ReadAllText));
        HashSet<string> routes = [.. typeof(SearchWords).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template.Replace("/{*Id}", "", StringComparison.Ordinal))];

        Assert.DoesNotContain(SearchWords.File.Places, place => !routes.Contains(place.Page));
        Assert.DoesNotContain(SearchWords.File.Places, place => example.Texts[place.Text].ResourceNotFound);
        Assert.DoesNotContain(SearchWords.File.Places, place => place.Seek.Length > 0 && !place.Seek.StartsWith("event-", StringComparison.Ordinal) && !sources.Contains(
            place.Seek[0] == '*' ? $"TestId=\"@($\"{{Work.Id}}{place.Seek[1..]}\")\"" : $"\"{place.Seek}\"", StringComparison.Ordinal));
        Assert.All(
            SearchWords.File.Places.Where(place => place.Seek.StartsWith("event-", StringComparison.Ordinal)),
            place => Assert.Contains(place.Seek["event-".Length..], PlannerCatalog.Default.Events.Keys));
    }

    /// <summary>The worked example, evaluated once.</summary>
    public sealed class Example : IAsyncLifetime
    {
        private ClientContext _context = null!;

        internal IStringLocalizer<Texts> Texts => _context.Services.GetRequiredService<IStringLocalizer<Texts>>();

        public async ValueTask InitializeAsync() => _context = await ClientContext.LoadedAsync();

        public ValueTask DisposeAsync() => _context.DisposeAsync();

        internal IReadOnlyList<Finding> Find(string typed) => Finding.Of(
            typed, Texts, [.. (_context.Draft.Exposure?.Swings ?? []).Select(swing => swing.Input.Id)
                .Concat(_context.Draft.Answer!.Plans.Values.SelectMany(plan => plan.Slots.Table.Inputs).Select(input => input.Id)).Distinct()]);
    }
}
