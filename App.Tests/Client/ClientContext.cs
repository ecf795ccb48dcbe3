using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using App.Client.Hosting;
using App.Client.Ledger;
using App.Client.People;
using App.Client.Resources;
using App.Client.Scenarios;
using App.Client.Uncertainty;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Shared;
using App.Shared.Comparisons;
using App.Shared.Ledger;
using App.Shared.Scenarios;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using MudBlazor.Services;

namespace App.Tests.Client;

/// <summary>The client's services over a server that is a function; the worked example is loaded.</summary>
internal sealed class ClientContext : BunitContext
{
    private ClientContext(Func<HttpRequestMessage, HttpResponseMessage>? respond)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        this.AddBunitPersistentComponentState();
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddSingleton(TimeProvider.System);
        Server = new(respond);
        Services.AddSingleton(services => new HttpClient(new GoneServerHandler(services.GetRequiredService<IStringLocalizer<Texts>>(), GoneServerHandler.Patience) { InnerHandler = Server })
        {
            BaseAddress = new("http://localhost/"),
        });
        Services.AddSingleton<ScenarioClient>();
        Services.AddSingleton<CaseDraft>();
        Services.AddSingleton<ApiClient>();
        Services.AddSingleton<Visit>();
        Services.AddSingleton<LedgerCatalog>();
        Services.AddSingleton<StudyClient>();
        Services.AddSingleton<StudyDraft>();
    }

    public FunctionServer Server { get; }

    public CaseDraft Draft => Services.GetRequiredService<CaseDraft>();

    public static async Task<ClientContext> LoadedAsync(Func<HttpRequestMessage, HttpResponseMessage>? respond = null)
    {
        ClientContext context = new(respond);
        await context.Draft.LoadAsync(null, null);
        return context;
    }

    /// <summary>A version of the worked example as the server answers it.</summary>
    public static ScenarioVersionDocument Version(int number, ProcurementCase? procurement = null)
    {
        ProcurementCase entry = procurement ?? SeededCase.Create();
        return new("reported-order", entry.Name, number, number, "A reason.", new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), CaseReader.Hash(entry), entry);
    }

    /// <summary>Answers each request by a function; without one, reads get version 1 and saves are accepted.</summary>
    internal sealed class FunctionServer(Func<HttpRequestMessage, HttpResponseMessage>? respond) : HttpMessageHandler
    {
        public Func<HttpRequestMessage, HttpResponseMessage> Respond { get; set; } = respond ?? (request =>
            request.Method == HttpMethod.Get ? Json(Version(1), SharedJson.Default.ScenarioVersionDocument)
            : Json(new SavedVersion("reported-order", 2), SharedJson.Default.SavedVersion));

        public static HttpResponseMessage Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
            new(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(value, type), Encoding.UTF8, "application/json") };

        /// <summary>Whether nothing is answered at all, as where the server has ended.</summary>
        public bool IsGone { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (IsGone)
            {
                throw new HttpRequestException("TypeError: Failed to fetch");
            }

            string path = request.RequestUri!.AbsolutePath;
            if (path == $"{ApiRoutes.Ledger}/values")
            {
                return Json([], LedgerContractJson.Default.ListLedgerValue);
            }

            if (path != ApiRoutes.CaseEvidence)
            {
                return Respond(request);
            }

            CaseEvidenceRequest asked = (await request.Content!.ReadFromJsonAsync(SharedJson.Default.CaseEvidenceRequest, cancellationToken))!;
            return Json(CaseEvidence.Of(FleetComparison.EvaluateBound(asked.Case, PlannerCatalog.Default), PlannerCatalog.Default), SharedJson.Default.CaseEvidence);
        }
    }
}
