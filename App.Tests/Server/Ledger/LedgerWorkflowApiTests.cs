using System.Net;
using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Shared;
using App.Shared.Ledger;
using App.Shared.People;
using App.Tests.Engine.Evidence;
using Shapes = App.Shared.Ledger.LedgerContractJson;

namespace App.Tests.Server.Ledger;

public sealed class LedgerWorkflowApiTests
{
    private const string Slot = "accelerators/h20-96gb/priceUsDollars";

    [Fact]
    public async Task Value_WithAnOffer_IsWrittenReviewedSignedTwiceAndUsed()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor buyer = await Visitor.OfAsync(server, Roles.Buyer);
        using Visitor reviewer = await Visitor.OfAsync(server, Roles.Reviewer);
        using Visitor finance = await Visitor.OfAsync(server, Roles.Finance);
        Distribution before = await DistributionAsync(server);

        Written written = await OfferAsync(buyer);
        VersionStep step = new(written.Id, 1);
        Assert.Equal(HttpStatusCode.Forbidden, (await buyer.StepAsync(Slot, "reviews/start", step, Shapes.Default.VersionStep)).Status);
        Assert.Equal(HttpStatusCode.Created, (await reviewer.StepAsync(Slot, "reviews/start", step, Shapes.Default.VersionStep)).Status);
        SignVersion sign = await SignatureAsync(reviewer, written.Id, SignatureMeaning.CheckedAgainstSource);
        Assert.Equal(["rekeyedValue"], (await reviewer.StepAsync(Slot, "reviews/sign", sign with { Findings = sign.Findings with { RekeyedValue = 1 } }, Shapes.Default.SignVersion)).Refuses(HttpStatusCode.BadRequest));
        Answer signed = await reviewer.StepAsync(Slot, "reviews/sign", sign, Shapes.Default.SignVersion);
        Assert.Equal(HttpStatusCode.Created, signed.Status);

        // The H20's price is among the first inputs to find out about: by its value of information it takes two signatures.
        SignedShare share = signed.Read(Shapes.Default.Written).Share!;
        Assert.Equal(ShareMeasure.ValueOfInformation, share.Measure);
        Assert.Equal(share.Fraction > 0.10, share.NeedsSecond);
        VersionSigned entry = (await server.LedgerEventsAsync()).Select(happened => happened.Entry).OfType<VersionSigned>().Single();
        Assert.Equal((share.Fraction, share.Measure), (entry.MaterialityFraction, entry.Measure));
        VersionState first = (await server.LedgerStateAsync()).Find(new(written.Id, 1))!;
        Assert.Equal(share.NeedsSecond, first.NeedsSecondSignature);
        if (first.NeedsSecondSignature)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.StepAsync(Slot, "reviews/sign", sign with { Meaning = SignatureMeaning.Approved }, Shapes.Default.SignVersion)).Status);
            Assert.Equal(HttpStatusCode.Created, (await finance.StepAsync(Slot, "reviews/sign", sign with { Meaning = SignatureMeaning.Approved }, Shapes.Default.SignVersion)).Status);
        }

        AssumptionDocument document = await buyer.SlotAsync(Slot);
        Assert.Equal(written.Id, document.InUse?.AssertionId);
        VersionView used = document.Assertions[0].Versions.Single();
        Assert.Equal(EvidenceStatus.Verified, used.Status);
        Assert.Equal("Rita Reviewer", used.State.Signings[0].Signer.Name);
        Assert.Equal(used.RecordHash, used.State.Signings[0].Signature.RecordHash);
        Assert.Equal("demo", used.State.Signings[0].Signature.Method);
        List<LedgerValue> values = (await buyer.GetAsync($"{ApiRoutes.Ledger}/values")).Read(Shapes.Default.ListLedgerValue);
        Assert.Equal((12_000, EvidenceStatus.Verified), values.Where(value => value.AssumptionId == Slot).Select(value => (value.Value, value.Status)).Single());
        Assert.Null(LedgerAudit.Verify(await server.LedgerEventsAsync()));

        // The status sets the distribution: what was signed counts, and is narrower than what stood there before.
        Distribution after = await DistributionAsync(server);
        Assert.Equal(11_500, after.Quantile(0.1), 11_500 * Tolerance.WorkedByHand);
        Assert.Equal(12_500, after.Quantile(0.9), 12_500 * Tolerance.WorkedByHand);
        Assert.True(before.Quantile(0.9) / before.Quantile(0.1) > 1.2);
    }

    [Fact]
    public async Task Author_WithEveryRole_CannotReviewHisOwn_NorCanHisKey()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor owner = await Visitor.OwnerAsync(server);
        using Visitor both = await owner.InviteAsync(server, "both@company.example", Roles.Buyer | Roles.Reviewer | Roles.Finance);
        Written written = await OfferAsync(both);

        Assert.Equal(["who"], (await both.StepAsync(Slot, "reviews/start", new VersionStep(written.Id, 1), Shapes.Default.VersionStep)).Refuses(HttpStatusCode.Forbidden));
        string secret = (await both.PostAsync($"{ApiRoutes.Account}/keys", new("k", KeyScopes.Read | KeyScopes.Write), PeopleContractJson.Default.NewKey)).Read(PeopleContractJson.Default.KeyRow).Secret!;
        using Visitor program = Visitor.WithKey(server, secret);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.StepAsync(Slot, "reviews/start", new VersionStep($"{Slot}@catalogue", 1), Shapes.Default.VersionStep)).Status);
        Assert.Equal(HttpStatusCode.Created, (await program.PostAsync($"{ApiRoutes.Ledger}/evidence", Offer(), Shapes.Default.NewEvidence)).Status);
        Assert.Equal(HttpStatusCode.Created, (await both.StepAsync(Slot, "reviews/start", new VersionStep($"{Slot}@catalogue", 1), Shapes.Default.VersionStep)).Status);
    }

    [Fact]
    public async Task Administrator_WhoIsAReviewerToo_CannotReview()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor owner = await Visitor.OwnerAsync(server);
        using Visitor both = await owner.InviteAsync(server, "both@company.example", Roles.Admin | Roles.Reviewer);

        Assert.Equal(HttpStatusCode.Forbidden, (await both.StepAsync(Slot, "reviews/start", new VersionStep($"{Slot}@catalogue", 1), Shapes.Default.VersionStep)).Status);
    }

    [Fact]
    public async Task Two_SavingOneAssumption_TheSecondSeesBothSidesAndLosesNothing()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor buyer = await Visitor.OfAsync(server, Roles.Buyer);
        using Visitor finance = await Visitor.OfAsync(server, Roles.Finance);
        AssertionContent start = (await buyer.SlotAsync(Slot)).Assertions[0].Versions[^1].State.Content;
        string seen = $"\"{(await buyer.SlotAsync(Slot)).Revision}\"";
        NewAssertionVersion Body(double high) => new($"{Slot}@catalogue", 1, start with { High = high }, "Another quote.", true);

        Assert.Equal(["If-Match"], (await buyer.PostAsync($"{ApiRoutes.Ledger}/versions", Body(17_000), Shapes.Default.NewAssertionVersion)).Refuses(HttpStatusCode.PreconditionRequired));
        Answer first = await buyer.PostAsync($"{ApiRoutes.Ledger}/versions", Body(17_000), Shapes.Default.NewAssertionVersion, seen);
        Answer second = await finance.PostAsync($"{ApiRoutes.Ledger}/versions", Body(18_000), Shapes.Default.NewAssertionVersion, seen);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(["If-Match"], second.Refuses(HttpStatusCode.PreconditionFailed));
        ThreeWay three = JsonSerializer.Deserialize(second.Json["threeWay"]!.ToJsonString(), Shapes.Default.ThreeWay)!;
        Assert.Equal((start.High, 17_000, 18_000), (three.Base!.High, three.Theirs!.High, three.Yours.High));
        Assert.Equal("Bo Buyer", three.TheirAuthor);
        Answer merged = await finance.PostAsync($"{ApiRoutes.Ledger}/versions", Body(18_000) with { BaseVersion = 2 }, Shapes.Default.NewAssertionVersion, $"\"{three.Revision}\"");
        Assert.Equal(HttpStatusCode.Created, merged.Status);
        Assert.Equal(3, (await buyer.SlotAsync(Slot)).Assertions.Single(assertion => assertion.Id == $"{Slot}@catalogue").Versions.Count);
    }

    [Theory]
    [InlineData(ResolutionKind.Prefer)]
    [InlineData(ResolutionKind.Split)]
    [InlineData(ResolutionKind.Pool)]
    public async Task Conflict_OfTheSlide_IsResolvedInEachOfTheThreeWays(ResolutionKind kind)
    {
        const string slot = "accelerators/atlas-350-112gb/peakTeraflops/mxfp4";
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor reviewer = await Visitor.OfAsync(server, Roles.Reviewer);
        Conflict conflict = (await reviewer.SlotAsync(slot)).Conflict!;
        ResolveConflict body = new(
            slot, kind, conflict.Sides, "Weighed.", kind == ResolutionKind.Pool ? null : $"{slot}@hw-0002", kind == ResolutionKind.Split ? new() { Chip = "Ascend 950PR, the chip" } : null);

        Answer answer = await reviewer.StepAsync(slot, "conflicts/resolve", body, Shapes.Default.ResolveConflict);

        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        AssumptionDocument after = await reviewer.SlotAsync(slot);
        (double? low, double? value, double? high) = after.Assertions[0].Versions[^1].State.Content is var content ? (content.Low, content.Value, content.High) : default;
        switch (kind)
        {
            case ResolutionKind.Prefer:
                Assert.Equal(2000, value);
                Assert.Null(after.Conflict);
                break;
            case ResolutionKind.Split:
                Assert.Equal(1512, value);
                Assert.Equal(2, after.Assertions.Count);
                Assert.Equal(2000, (await reviewer.SlotAsync(answer.Read(Shapes.Default.Written).Id)).Assertions[0].Versions[^1].State.Content.Value);
                break;
            default:
                Assert.Equal((1512, 2000), (low, high));
                Assert.InRange(value!.Value, 1512, 2000);
                Assert.Null(after.Conflict);
                break;
        }
    }

    [Fact]
    public async Task Report_MarkedFinal_IsRefusedAndNamesWhatBarsIt_ADraftIsIssued()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor buyer = await Visitor.OfAsync(server, Roles.Buyer);
        using Visitor reviewer = await Visitor.OfAsync(server, Roles.Reviewer);
        List<QueueItem> queue = (await buyer.GetAsync($"{ApiRoutes.Ledger}/queue")).Read(Shapes.Default.ListQueueItem);
        QueueItem large = queue.First(item => item.MaterialityFraction > 0.05 && item.Version.AssertionId.EndsWith("@catalogue", StringComparison.Ordinal));
        await reviewer.StepAsync(large.AssumptionId, "reviews/dispute", new DisputeVersion(large.Version.AssertionId, 1, ["hw-0003"], "Not so."), Shapes.Default.DisputeVersion);
        string run = (await buyer.PostAsync(ApiRoutes.Runs, """{"scenarioId":"reported-order","version":1}""")).Json["id"]!.GetValue<string>();

        Answer final = await buyer.PostAsync($"{ApiRoutes.Ledger}/reports", new(run, "For the board", true), Shapes.Default.NewReport);
        Answer draft = await buyer.PostAsync($"{ApiRoutes.Ledger}/reports", new(run, "For the board", false), Shapes.Default.NewReport);

        Assert.Contains(large.AssumptionId, final.Refuses(HttpStatusCode.Conflict));
        RunEvidence kept = (await buyer.GetAsync($"{ApiRoutes.Ledger}/runs/{run}")).Read(Shapes.Default.RunEvidence);
        Assert.Equal(ShareMeasure.ValueOfInformation, kept.Measure);
        Assert.Equal(final.Refuses(HttpStatusCode.Conflict), kept.Bars.Select(bar => bar.AssumptionId));
        Assert.All(kept.Bars, bar => Assert.True(bar.ShareFraction > 0.05));
        Assert.All(final.Problems, problem => Assert.Contains("% of the uncertainty by EVPPI", problem.Value, StringComparison.Ordinal));
        Assert.All(final.Problems, problem => Assert.True(problem.Value.Contains("Disputed", StringComparison.Ordinal) || problem.Value.Contains("Expired", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Created, draft.Status);
        Assert.Single((await server.LedgerStateAsync()).Reports);
    }

    [Fact]
    public async Task Remarks_OnEachKindOfThing_AreAnsweredAndSettled_AndCountedUntilThen()
    {
        const string slot = "claims/950pr-fp4";
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder, isDemo: true);
        using Visitor buyer = await Visitor.OfAsync(server, Roles.Buyer);
        using Visitor reviewer = await Visitor.OfAsync(server, Roles.Reviewer);
        string run = (await buyer.PostAsync(ApiRoutes.Runs, """{"scenarioId":"reported-order","version":1}""")).Json["id"]!.GetValue<string>();
        (AnnotationTarget, string)[] things =
            [(AnnotationTarget.Assumption, slot), (AnnotationTarget.Assertion, $"{slot}@card"), (AnnotationTarget.Evidence, "hw-0031"), (AnnotationTarget.Run, run)];
        async Task<int> OpenAsync() => (await buyer.GetAsync($"{ApiRoutes.Ledger}/assumptions")).Read(Shapes.Default.ListAssumptionRow).Single(row => row.Id == slot).OpenRemarks;

        foreach ((AnnotationTarget target, string id) in things)
        {
            string remark = (await reviewer.PostAsync($"{ApiRoutes.Ledger}/annotations", new(target, id, "Which page?"), Shapes.Default.NewAnnotation)).Read(Shapes.Default.Written).Id;
            Assert.Equal(HttpStatusCode.Created, (await buyer.PostAsync($"{ApiRoutes.Ledger}/annotations", new(target, id, "Page 4.", remark), Shapes.Default.NewAnnotation)).Status);
            Assert.Equal(target == AnnotationTarget.Run ? 0 : 1, await OpenAsync());
            Assert.Equal(["who"], (await buyer.PostAsync($"{ApiRoutes.Ledger}/annotations/resolve", new(target, id, remark), Shapes.Default.ResolveAnnotation)).Refuses(HttpStatusCode.Forbidden));
            Assert.Equal(HttpStatusCode.Created, (await reviewer.PostAsync($"{ApiRoutes.Ledger}/annotations/resolve", new(target, id, remark), Shapes.Default.ResolveAnnotation)).Status);
            Assert.Equal(0, await OpenAsync());
        }

        AssumptionDocument document = await buyer.SlotAsync(slot);
        RunEvidence kept = (await buyer.GetAsync($"{ApiRoutes.Ledger}/runs/{run}")).Read(Shapes.Default.RunEvidence);
        Assert.All(
            new[] { document.Thread, document.Assertions.Single(side => side.Id == $"{slot}@card").Thread, document.Evidence.Single(item => item.Item.Id == "hw-0031").Thread, kept.Thread },
            thread => Assert.Equal(
                [("Rita Reviewer", Roles.Reviewer, "Which page?", "Rita Reviewer"), ("Bo Buyer", Roles.Buyer, "Page 4.", null)],
                thread.Select(remark => (remark.By.Name, remark.By.Roles, remark.Entry.Text, remark.Resolved?.By.Name))));
        Assert.Equal(6, document.History.Count(line => line.Entry is AnnotationAdded or AnnotationResolved));
    }

    [Fact]
    public async Task Signature_LongAfterProvingWhoOneIs_IsRefusedUntilProvedAgain()
    {
        using TemporaryFolder folder = new();
        await using PlannerServer server = await PlannerServer.StartAsync(folder);
        using Visitor owner = await Visitor.OwnerAsync(server);
        using Visitor rita = await owner.InviteAsync(server, "rita@company.example", Roles.Reviewer);
        AssertionState assertion = (await server.LedgerStateAsync()).Assertions["claims/950pr-fp4@card"];
        await rita.StepAsync("claims/950pr-fp4", "reviews/start", new VersionStep(assertion.Id, 1), Shapes.Default.VersionStep);

        Assert.Equal(HttpStatusCode.Unauthorized, (await rita.PostAsync($"{ApiRoutes.Session}/confirm", new("not mine"), PeopleContractJson.Default.Confirmation)).Status);
        DateTime before = (await rita.SessionAsync()).ConfirmedUtc!.Value;
        Assert.Equal(HttpStatusCode.NoContent, (await rita.PostAsync($"{ApiRoutes.Session}/confirm", new("a horse of another kind"), PeopleContractJson.Default.Confirmation)).Status);
        Assert.True((await rita.SessionAsync()).ConfirmedUtc > before);
    }

    private static async Task<Distribution> DistributionAsync(PlannerServer server)
    {
        PlannerCatalog catalog = await server.CatalogAsync();
        return UncertainCase.Of(FleetComparison.EvaluateBound(SeededCase.Create(), catalog), catalog.Uncertainty, new Dictionary<string, Distribution>())
            .Variables.Single(variable => variable.Id == Slot).Distribution;
    }

    private static NewEvidence Offer() => new(
        "H20 (96 GB)", "8 cards at 96,000 USD", "Offer 4711", "A distributor", "offer", "distributor-4711", SourceReliability.B, 2, null, "page 2", "2026-11-20", "2026-11-24");

    private static async Task<Written> OfferAsync(Visitor author)
    {
        string evidence = (await author.PostAsync($"{ApiRoutes.Ledger}/evidence", Offer(), Shapes.Default.NewEvidence)).Read(Shapes.Default.Written).Id;
        Assert.Equal(HttpStatusCode.Created, (await author.PostAsync($"{ApiRoutes.Ledger}/evidence/{evidence}/copies", "8 cards, 96,000 USD, valid to 2026-12-31", "text/plain")).Status);
        AssertionContent content = new() { Value = 12_000, Low = 11_500, High = 12_500, Unit = "USD", Basis = "96,000 / 8.", Evidence = [evidence], ValidUntil = "2026-12-31" };
        Answer answer = await author.StepAsync(Slot, "assertions", new NewAssertion(Slot, content, "An offer.", true), Shapes.Default.NewAssertion);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return answer.Read(Shapes.Default.Written);
    }

    private static async Task<SignVersion> SignatureAsync(Visitor reviewer, string assertion, SignatureMeaning meaning)
    {
        VersionView version = (await reviewer.SlotAsync(Slot)).Assertions.Single(entry => entry.Id == assertion).Versions[^1];
        return new(assertion, 1, version.RecordHash, meaning, LedgerBook.Findings(12_000));
    }
}
