using App.Client.Resources;
using App.Client.Scenarios;
using App.Engine.Requirements;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace App.Tests.Client.Scenarios;

public sealed class CaseMergeTests
{
    private static readonly ProcurementCase s_origin = SeededCase.Create();

    [Fact]
    public void Result_OfChangesToDifferentThings_HasBothSides()
    {
        Workload added = s_origin.Workloads[0] with { Id = "fresh", Name = "Fresh" };
        ProcurementCase mine = s_origin with
        {
            Name = "Mine",
            Finance = s_origin.Finance with { HorizonMonths = 60 },
            Workloads = [s_origin.Workloads[0] with { PromptTokens = 3000 }, .. s_origin.Workloads.Skip(1), added],
            Overrides = [new() { AssumptionId = "sites/western-hub/powerUsageEffectiveness", Value = 1.5, Reason = "Measured." }],
        };
        ProcurementCase theirs = s_origin with
        {
            Note = "Theirs.",
            Finance = s_origin.Finance with { DiscountRateFraction = 0.07 },
            Workloads = [s_origin.Workloads[0] with { OutputTokens = 700 }, .. s_origin.Workloads.Skip(2)],
            Overrides = [new() { AssumptionId = "accelerators/h20-96gb/priceUsDollars", Value = 12345, Reason = "Offer." }],
        };

        CaseMerge merge = new(s_origin, mine, theirs);
        ProcurementCase both = merge.Result(new HashSet<string>());

        Assert.Empty(merge.Open);
        Assert.Equal(("Mine", "Theirs.", 60, 0.07), (both.Name, both.Note, both.Finance.HorizonMonths, both.Finance.DiscountRateFraction));
        Assert.Equal((3000, 700), (both.Workloads[0].PromptTokens, both.Workloads[0].OutputTokens));
        Assert.Equal([s_origin.Workloads[0].Id, .. s_origin.Workloads.Skip(2).Select(work => work.Id), "fresh"], both.Workloads.Select(work => work.Id));
        Assert.Equal(2, both.Overrides.Count);
    }

    [Fact]
    public void Open_OfWhatBothChangedDifferently_IsAskedOneByOne()
    {
        const string Price = "accelerators/h20-96gb/priceUsDollars";
        ProcurementCase mine = s_origin with
        {
            Finance = s_origin.Finance with { HorizonMonths = 60, DiscountRateFraction = 0.07 },
            Options = [.. s_origin.Options.Skip(1)],
            Overrides = [new() { AssumptionId = Price, Value = 1, Reason = "Mine." }],
        };
        ProcurementCase theirs = s_origin with
        {
            Finance = s_origin.Finance with { HorizonMonths = 36, DiscountRateFraction = 0.07 },
            Options = [s_origin.Options[0] with { Name = "Renamed" }, .. s_origin.Options.Skip(1)],
            Overrides = [new() { AssumptionId = Price, Value = 2, Reason = "Theirs." }],
        };
        string option = $"options/{s_origin.Options[0].Id}";

        CaseMerge merge = new(s_origin, mine, theirs);
        ProcurementCase kept = merge.Result(new HashSet<string>());
        ProcurementCase taken = merge.Result(new HashSet<string> { option, $"overrides/{Price}" });

        Assert.Equal(["finance.horizonMonths", option, $"overrides/{Price}"], merge.Open.Select(question => question.Key).Order(StringComparer.Ordinal));
        Assert.Equal(CaseReader.Hash(mine), CaseReader.Hash(kept));
        Assert.Equal((60, "Renamed"), (taken.Finance.HorizonMonths, taken.Options.Single(entry => entry.Id == s_origin.Options[0].Id).Name));
        Assert.Equal((2.0, "Theirs."), (taken.Overrides[0].Value, taken.Overrides[0].Reason));
    }

    [Fact]
    public void Result_WhereOneSideChangedNothing_IsTheOther()
    {
        ProcurementCase changed = s_origin with
        {
            Limits = new() { DeliveredByMonth = 12 },
            Workloads = [.. s_origin.Workloads.Reverse().Skip(1)],
            Events = null,
        };

        Assert.Equal(CaseReader.Hash(changed), CaseReader.Hash(new CaseMerge(s_origin, changed, s_origin).Result(new HashSet<string>())));
        Assert.Equal(CaseReader.Hash(changed), CaseReader.Hash(new CaseMerge(s_origin, s_origin, changed).Result(new HashSet<string>())));
        Assert.Empty(new CaseMerge(s_origin, changed, changed).Open);
    }

    [Fact]
    public async Task Choice_OfAFieldBothChanged_MustBeMadeAndStandsOnTheirVersion()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        context.Draft.Apply("mine", entry => entry with { Name = "Mine", Finance = entry.Finance with { HorizonMonths = 60 } });
        ProcurementCase theirs = s_origin with { Note = "Theirs.", Finance = s_origin.Finance with { HorizonMonths = 36 } };
        context.Server.Respond = request => request.Method == HttpMethod.Post ? new(System.Net.HttpStatusCode.Conflict)
            : ClientContext.FunctionServer.Json(ClientContext.Version(2, theirs), App.Shared.SharedJson.Default.ScenarioVersionDocument);
        await context.Draft.SaveAsync("Why.");
        bool merged = false;
        IRenderedComponent<MergeChoice> choice = context.Render<MergeChoice>(parameters => parameters
            .Add(component => component.Theirs, context.Draft.Theirs!).Add(component => component.Merged, () => merged = true));

        IStringLocalizer<Texts> texts = context.Services.GetRequiredService<IStringLocalizer<Texts>>();
        Assert.Contains($"{texts["Case"]}: {texts["Horizon"]}", choice.Find("legend").TextContent, StringComparison.Ordinal);
        Assert.Contains($"36 {texts["Months"]}", choice.Find("[data-testid=merge-field]").TextContent, StringComparison.Ordinal);
        Assert.Contains("60", choice.Find("[data-testid=merge-field]").TextContent, StringComparison.Ordinal);
        Assert.True(choice.Find("[data-testid=conflict-merge]").HasAttribute("disabled"));
        await choice.Find("[data-testid=merge-theirs]").ChangeAsync(new() { Value = "on" });
        await choice.Find("[data-testid=conflict-merge]").ClickAsync(new());

        Assert.True(merged);
        Assert.Equal(("Mine", "Theirs.", 36), (context.Draft.Case!.Name, context.Draft.Case.Note, context.Draft.Case.Finance.HorizonMonths));
        Assert.Equal((2, true, null), (context.Draft.Saved!.Version, context.Draft.IsChanged, context.Draft.Theirs));
        context.Draft.Undo();
        Assert.Equal(60, context.Draft.Case.Finance.HorizonMonths);
    }
}
