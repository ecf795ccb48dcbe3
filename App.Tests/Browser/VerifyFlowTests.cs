using App.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

[Trait(Categories.Trait, Categories.Browser)]
public sealed class VerifyFlowTests(BrowserFixture fixture)
{
    private const string Slot = "/ledger/claims/950pr-fp4";
    private const string Price = "/ledger/accelerators/atlas-350-112gb/priceUsDollars";
    private const string PriceSide = "side-accelerators/atlas-350-112gb/priceUsDollars@catalogue";
    private const string Side = "side-claims/950pr-fp4@card";

    [Fact]
    public async Task Reviewer_WithTheKeyboardAlone_IsToldWhatBars_SignsTheShownDigits_AndFinanceSignsSecondAndSettles()
    {
        await using PlannerServer server = await PlannerServer.StartAsync("--demo");
        await using PlannerPage planner = await SignedInAsync(server, "reviewer", Price);
        ILocator side = planner.Page.GetByTestId(PriceSide);
        await Expect(side).ToContainTextAsync("16,360.82 USD");
        await Expect(side.GetByTestId("signing-bar")).ToContainTextAsync("a copy of hw-0074");
        await PressAsync(planner, "start-review", "Enter", PriceSide);
        await Expect(side).ToContainTextAsync("in review");

        // What bars the signature stands there before there is anything to type, and leads to what to do.
        await PressAsync(planner, "open-sign", "Enter", PriceSide);
        await Expect(planner["signing-bars"]).ToBeVisibleAsync();
        await Expect(planner["rekey"]).ToHaveCountAsync(0);
        Assert.Empty(await planner.GraveAsync());
        await PressAsync(planner, "bar-hw-0074", "Enter");
        await Expect(planner["passage"]).ToBeFocusedAsync();
        await planner.Page.Keyboard.TypeAsync("unit_price_cny: 111000");
        await PressAsync(planner, "keep-passage", "Enter");
        await Expect(planner.Page.GetByText("text/plain").First).ToBeVisibleAsync();
        await Expect(side.GetByTestId("signing-bar")).ToHaveCountAsync(0);

        await PressAsync(planner, "open-sign", "Enter", PriceSide);
        await FocusAsync(planner, "rekey");
        await planner.Page.Keyboard.TypeAsync("16361");
        await PressAsync(planner, "sign", "Enter");
        await Expect(planner["refusal"]).ToContainTextAsync("Not accepted yet");
        await Expect(planner["refusal"]).ToContainTextAsync("The value as you read it in the source: 16361.");
        await Expect(planner["refusal"]).ToContainTextAsync("“The copy put by is the one I read”: not confirmed.");
        Assert.DoesNotMatch("rekeyedValue|archiveChecked|locatorOpens|scopeMatches|ratedDownFor", await planner["refusal"].InnerTextAsync());
        await planner["rekey"].FillAsync("16,360.82");
        foreach (string check in new[] { "check-opens", "check-archive", "check-scope", "reason-Bias" })
        {
            await PressAsync(planner, check, " ");
        }

        await PressAsync(planner, "sign", "Enter");
        await Expect(side.GetByTestId("signers")).ToContainTextAsync("Rita Reviewer");
        await Expect(side).ToContainTextAsync("somebody else must sign too");
        await Expect(side.GetByTestId("open-sign")).ToHaveCountAsync(0);

        await using PlannerPage finance = await SignedInAsync(server, "finance", Price, ColorScheme.Dark, 400);
        await finance.Page.GetByTestId(PriceSide).GetByTestId("open-sign").ClickAsync();
        await finance["rekey"].FillAsync("16360.82");
        foreach (string check in new[] { "check-opens", "check-archive", "check-scope", "reason-Bias" })
        {
            await finance[check].CheckAsync();
        }

        await finance["sign"].ClickAsync();
        await Expect(finance.Page.GetByTestId(PriceSide)).ToContainTextAsync("Verified");
        await Expect(finance.Page.GetByTestId(PriceSide).GetByTestId("signers")).ToContainTextAsync("Finn Finance");

        // A dispute names its evidence, and its dialog what is done in it.
        await planner.OpenAsync(Price);
        await side.GetByTestId("open-dispute").ClickAsync();
        await Expect(planner["step-dialog"].Locator("h2")).ToHaveTextAsync("Dispute");
        await planner["step-text"].FillAsync("The same site says 90,000 elsewhere.");
        await Expect(planner["step"]).ToBeDisabledAsync();
        await planner["counter"].FillAsync("hw-0076");
        await planner["step"].ClickAsync();
        await Expect(side).ToContainTextAsync("disputed");
        await finance.OpenAsync(Price);
        await finance.Page.GetByTestId(PriceSide).GetByTestId("open-settle").ClickAsync();
        await Expect(finance["step-dialog"]).ToContainTextAsync("The same site says 90,000 elsewhere.");
        await finance["step-text"].FillAsync("The 90,000 is the site's own guess.");
        await finance["step"].ClickAsync();
        await Expect(finance.Page.GetByTestId(PriceSide).GetByTestId("signers")).ToContainTextAsync("this is how it is settled");

        // The one refused signature is the only thing that the console shows.
        Assert.All(planner.Errors, error => Assert.Contains("400", error, StringComparison.Ordinal));
        Assert.Single(planner.Errors);
        Assert.Empty(finance.Errors);
    }

    [Fact]
    public async Task Pages_OfPeopleAndLedger_AreAccessibleInBothThemesAndFitAPhone()
    {
        await using PlannerServer server = await PlannerServer.StartAsync("--demo");
        List<string> wrong = [];
        foreach ((string? role, string[] paths) in new[]
        {
            (null, new[] { "/set-up", "/join", "/reset" }),
            ("reviewer", new[] { "/sign-in", "/review", "/ledger", Slot, "/runs", "/runs/RUN", "/account" }),
            ("admin", ["/people", "/audit"]),
        })
        {
            await using PlannerPage planner = role is null ? await PlannerPage.NewAsync(fixture, server: server) : await SignedInAsync(server, role, paths[0]);
            if (role is null)
            {
                await planner.OpenAsync(paths[0]);
            }

            foreach (string named in paths)
            {
                string path = named.Replace("RUN", named.EndsWith("RUN", StringComparison.Ordinal) ? await RunAsync(planner) : "", StringComparison.Ordinal);
                await planner.GoAsync(path);
                await planner.SettledAsync();
                foreach ((string theme, int width) in new[] { ("light", 1280), ("dark", 400) })
                {
                    await planner.Page.SetViewportSizeAsync(width, 900);
                    await planner.ThemeAsync(theme);
                    wrong.AddRange(from grave in await planner.GraveAsync(theme == "light" ? [] : PlannerPage.OfThemeAndWidth) select $"{path}, {theme}: {grave}");
                    int overflow = await planner.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                    if (overflow > 0)
                    {
                        wrong.Add($"{path} is {overflow} px wider than {width}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Reviewer_WithTheKeyboardAlone_RemarksAnswersAndSettles_RecordsAndImportsEvidence_AndAScriptIsShownAsText()
    {
        const string script = "<img src=x onerror=\"document.title='owned'\"><b>bold</b>";
        await using PlannerServer server = await PlannerServer.StartAsync("--demo");
        await using PlannerPage planner = await SignedInAsync(server, "reviewer", Slot);
        ILocator thread = planner.Page.GetByTestId("threads-hw-0031");
        await Expect(thread).ToBeVisibleAsync();
        await thread.Locator("summary").FocusAsync();
        await planner.Page.Keyboard.PressAsync("Enter");
        await PressAsync(planner, "remark", "x", "threads-hw-0031");
        await thread.GetByTestId("remark").FillAsync(script);
        await PressAsync(planner, "add-remark", "Enter", "threads-hw-0031");
        await Expect(thread.Locator(".thread-text")).ToHaveTextAsync(script);
        await Expect(thread.Locator(".remark-by")).ToContainTextAsync("Rita Reviewer (reviewer)");

        // The focus follows what is pressed: a reply is typed at once.
        await PressAsync(planner, "reply", "Enter", "threads-hw-0031");
        await Expect(thread.GetByTestId("reply-text")).ToBeFocusedAsync();
        await planner.Page.Keyboard.TypeAsync("Found on page 4.");
        await PressAsync(planner, "add-reply", "Enter", "threads-hw-0031");
        await Expect(thread.Locator(".thread-replies")).ToContainTextAsync("Found on page 4.");
        await Expect(thread.GetByTestId("reply")).ToBeFocusedAsync();
        await PressAsync(planner, "settle-thread", "Enter", "threads-hw-0031");
        await Expect(thread.GetByTestId("settled").Locator("summary")).ToBeFocusedAsync();
        await Expect(thread.GetByTestId("thread-count")).ToHaveTextAsync("1, 0 open");
        await planner.Page.Keyboard.PressAsync("Enter");

        Assert.Equal(0, await planner.Page.Locator(".thread-text img, .thread-text b").CountAsync());
        Assert.NotEqual("owned", await planner.Page.TitleAsync());
        Assert.Empty(await planner.GraveAsync());

        // Evidence of one's own: by hand, then as a table.
        await planner.GoAsync("/ledger");
        await planner.Page.GetByTestId("evidence-form").Locator("summary").FocusAsync();
        await planner.Page.Keyboard.PressAsync("Enter");
        foreach ((string field, string text) in new[]
        {
            ("subject", "H20 (96 GB)"), ("title-field", "Offer 4711"), ("publisher", "A distributor"), ("kind", "offer"), ("origin", "distributor-4711"), ("published", "2026-11-20"), ("says", "8 cards at 96,000 USD"),
        })
        {
            await FocusAsync(planner, $"evidence-{field}");
            await planner.Page.Keyboard.TypeAsync(text);
        }

        await PressAsync(planner, "record-evidence", "Enter");
        await Expect(planner["evidence-done"]).ToContainTextAsync("Recorded as e-");
        Task<IFileChooser> chosen = planner.Page.WaitForFileChooserAsync(); // Before the walk to the button: the browser must know of it when the key comes.
        await PressAsync(planner, "import-evidence", "Enter");
        await (await chosen).SetFilesAsync(new FilePayload
        {
            Name = "evidence.csv",
            MimeType = "text/csv",
            Buffer = "subject,says,title,publisher,sourceType,independenceGroup,reliability,credibility\nH20,96 GB,Sheet,Maker,data sheet,maker,B,2\n"u8.ToArray(),
        });
        await Expect(planner["evidence-done"]).ToContainTextAsync("1 items read");
        Assert.Empty(planner.Errors);
    }

    [Fact]
    public async Task Two_WritingTheSameValue_TheSecondSeesAllThreeAndSendsHisOnTop()
    {
        await using PlannerServer server = await PlannerServer.StartAsync("--demo");
        await using PlannerPage buyer = await SignedInAsync(server, "buyer", Slot);
        await using PlannerPage finance = await SignedInAsync(server, "finance", Slot);
        foreach ((PlannerPage planner, string value) in new[] { (buyer, "1520"), (finance, "1530") })
        {
            await planner.Page.GetByTestId(Side).GetByTestId("new-version").ClickAsync();
            await planner.TypeAsync("high", value);
            await planner["why"].FillAsync("Read again.");
        }

        await buyer["save-version"].ClickAsync();
        await Expect(buyer.Page.GetByTestId(Side)).ToContainTextAsync("v2");
        await finance["save-version"].ClickAsync();

        await Expect(finance["three-way"]).ToContainTextAsync("Bo Buyer");
        await Expect(finance["three-way"]).ToContainTextAsync("1,520");
        await Expect(finance["three-way"]).ToContainTextAsync("1,530");
        await finance["send-again"].ClickAsync();
        await Expect(finance.Page.GetByTestId(Side)).ToContainTextAsync("v3");
    }

    [Fact]
    public async Task Owner_MadeInTheBrowser_InvitesAndResetsAnother_AddsAPasskeyAndSignsInWithIt()
    {
        await using PlannerServer server = await PlannerServer.StartAsync();
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture, server: server);

        // Passkeys need a secure context: localhost is one, 127.0.0.1 has no name to bind a passkey to.
        string origin = server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        ICDPSession authenticator = await planner.Page.Context.NewCDPSessionAsync(planner.Page);
        await authenticator.SendAsync("WebAuthn.enable");
        await authenticator.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
            },
        });
        await planner.Page.GotoAsync(origin + "/set-up");
        await planner.Page.GetByTestId("name").FillAsync("Olga Owner");
        await planner.Page.GetByTestId("email").FillAsync("owner@company.example");
        await planner.Page.GetByTestId("password").FillAsync("a horse of another kind");
        await planner.Page.GetByTestId("make-owner").ClickAsync();
        await Expect(planner.Page.GetByTestId("people")).ToContainTextAsync("Olga Owner");

        // Whom she invites joins by the link, forgets his password and gets another link.
        await planner["invite-email"].FillAsync("bo@company.example");
        await planner["invite"].ClickAsync();
        string invitation = await planner["invite-link"].InnerTextAsync();
        await using PlannerPage bo = await PlannerPage.NewAsync(fixture, server: server);
        await FollowAsync(bo, invitation);
        await bo["name"].FillAsync("Bo");
        await bo["password"].FillAsync("a horse of another kind");
        await bo["join"].ClickAsync();
        await Expect(bo["session"]).ToHaveTextAsync("Bo");
        await planner.GoAsync("/account");
        await planner.GoAsync("/people");
        await planner["reset-bo@company.example"].ClickAsync();
        await Expect(planner["reset-dialog"]).ToContainTextAsync("Reset Bo's sign-in");
        await planner["reset"].ClickAsync();
        string link = await planner["reset-link"].InnerTextAsync();
        await FollowAsync(bo, link);
        await bo["password"].FillAsync("quite another horse now");
        await bo["take-up"].ClickAsync();
        await Expect(bo["session"]).ToHaveTextAsync("Bo");
        await planner.Page.Keyboard.PressAsync("Escape");
        await planner.Page.GotoAsync(origin + "/account");
        await planner.Page.GetByTestId("add-passkey").ClickAsync();
        await Expect(planner.Page.GetByText("Remove Passkey")).ToBeVisibleAsync();
        await planner.Page.GetByTestId("sign-out").ClickAsync();
        await Expect(planner["passkey-sign-in"]).ToBeVisibleAsync();
        await planner.GoAsync("/");
        await Expect(planner["signed-out"]).ToBeVisibleAsync();
        foreach (string theme in new[] { "light", "dark" })
        {
            await planner.ThemeAsync(theme);
            Assert.Empty(await planner.GraveAsync());
        }

        await planner.GoAsync("/sign-in");
        await planner.Page.GetByTestId("passkey-sign-in").ClickAsync();

        await Expect(planner.Page.GetByTestId("session")).ToHaveTextAsync("Olga Owner");
    }

    /// <summary>Follows a link that somebody was given, and waits until the page is live.</summary>
    private static async Task FollowAsync(PlannerPage planner, string link)
    {
        await planner.Page.GotoAsync(link);
        await planner.Page.Locator("html[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
    }

    /// <summary>Makes a run of the worked example.</summary>
    private static Task<string> RunAsync(PlannerPage planner) => planner.Page.EvaluateAsync<string>("""
        fetch('/api/v1/runs', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ scenarioId: 'reported-order', version: 1 }) })
            .then(answer => answer.json()).then(run => run.id)
        """);

    /// <summary>A page of a demonstration server, opened by one of its people.</summary>
    private async Task<PlannerPage> SignedInAsync(PlannerServer server, string role, string path, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        PlannerPage planner = await PlannerPage.NewAsync(fixture, width, scheme: scheme, server: server);
        IAPIResponse answer = await planner.Page.APIRequest.PostAsync($"{server.Address}{ApiRoutes.Session}/demo", new() { DataObject = new { email = $"{role}@demo.invalid" } });
        Assert.True(answer.Ok, await answer.TextAsync());
        await planner.OpenAsync(path);
        await Expect(planner["session"]).Not.ToHaveTextAsync("Sign in");
        return planner;
    }

    /// <summary>Walks with the tab key until the element has the focus: what cannot be reached so cannot be used.</summary>
    private static async Task FocusAsync(PlannerPage planner, string testId, string? within = null)
    {
        ILocator target = within is null ? planner.Page.GetByTestId(testId) : planner.Page.GetByTestId(within).GetByTestId(testId);
        await Expect(target).ToBeVisibleAsync();
        for (int i = 0; i < 120; i++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await planner.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"'{testId}' cannot be reached with the tab key");
    }

    private static async Task PressAsync(PlannerPage planner, string testId, string key, string? within = null)
    {
        await FocusAsync(planner, testId, within);
        await planner.Page.Keyboard.PressAsync(key);
    }
}
