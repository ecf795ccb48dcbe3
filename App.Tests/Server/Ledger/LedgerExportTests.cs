using System.Globalization;
using System.Text.Json.Nodes;
using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Server.Ledger;
using App.Tests.Engine.Evidence;
using CsvHelper;

namespace App.Tests.Server.Ledger;

public sealed class LedgerExportTests
{
    private static readonly LedgerBook s_book = Book();

    public static TheoryData<string> Dangerous => ["=HYPERLINK(\"https://x\")", "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "'=1", "plain", "a,b \"c\"\nd", "=", "'"];

    [Theory]
    [MemberData(nameof(Dangerous))]
    public void Csv_OfATextThatASpreadsheetWouldRun_IsTextAndComesBackAsItWas(string caveat)
    {
        LedgerBook book = new();
        string clean = caveat.Trim('\t');
        book.Must(LedgerBook.Author, new EvidenceRecorded(LedgerBook.Item("odd", "x") with { Caveat = clean }));
        string csv = LedgerExport.Write(book.Events, "csv", "evidence");

        using CsvReader reader = new(new StringReader(csv), CultureInfo.InvariantCulture);
        reader.Read();
        reader.ReadHeader();
        while (reader.Read())
        {
            Assert.All(Enumerable.Range(0, reader.Parser.Count).Select(i => reader.GetField(i)!), cell =>
                Assert.False(cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal), cell));
        }

        (IReadOnlyList<EvidenceItem> items, IReadOnlyList<CaseProblem> problems) = EvidenceColumns.Read(csv, "csv", NewId);
        Assert.Empty(problems);
        Assert.Equal(clean, items.Single(item => item.Id == "odd").Caveat);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("prov")]
    public void Export_OfTheWholeCatalogue_ImportsAsTheSameEvidence(string format)
    {
        LedgerAppend import = LedgerAppend.Try(
            LedgerState.Empty, LedgerBook.Policy, Actor.Catalogue, StartingLedger.Missing(LedgerState.Empty, PlannerCatalog.Default), LedgerBook.Start);

        (IReadOnlyList<EvidenceItem> items, IReadOnlyList<CaseProblem> problems) =
            EvidenceColumns.Read(LedgerExport.Write(import.Events, format, "evidence"), format, NewId);

        Assert.Empty(problems);
        Assert.Equal(import.State.Evidence.Values.Select(evidence => evidence.Item).OrderBy(item => item.Id, StringComparer.Ordinal), items.OrderBy(item => item.Id, StringComparer.Ordinal));
    }

    [Fact]
    public void Prov_OfALedger_SaysWhoMadeWhatFromWhat()
    {
        JsonNode document = JsonNode.Parse(LedgerExport.Write(s_book.Events, "prov", "evidence"))!;

        string version = $"planner:assertion/{LedgerBook.Assertion}/v1";
        Assert.Equal(112, document["entity"]![version]!["prov:value"]!.GetValue<double>());
        Assert.Equal("Disputed", document["entity"]![version]!["planner:state"]!.GetValue<string>());
        Assert.Contains(document["wasDerivedFrom"]!.AsObject(), relation =>
            relation.Value!["prov:generatedEntity"]!.GetValue<string>() == version && relation.Value["prov:usedEntity"]!.GetValue<string>() == "planner:evidence/sheet");
        Assert.Contains(document["wasAttributedTo"]!.AsObject(), relation =>
            relation.Value!["prov:entity"]!.GetValue<string>() == version && relation.Value["prov:agent"]!.GetValue<string>() == "planner:agent/author");
        Assert.Equal(s_book.Events.Count, document["activity"]!.AsObject().Count);
        Assert.Equal(s_book.State.HeadHash, document["activity"]![$"planner:event/{s_book.Events.Count}"]!["planner:hash"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("csv", "", "file")]
    [InlineData("csv", "id,subject\nx,y\n", "header")]
    [InlineData("csv", "id,subject,says,title,publisher,sourceType,independenceGroup,reliability,credibility,surprise\n", "header")]
    [InlineData("csv", "id,subject,says,title,publisher,sourceType,independenceGroup,reliability,credibility\nx,s,s,t,p,st,g,Z,1\n", "row 2, reliability")]
    [InlineData("csv", "id,subject,says,title,publisher,sourceType,independenceGroup,reliability,credibility\nx,s,s,t,p,st,g,A,9\n", "row 2, credibility")]
    [InlineData("csv", "id,subject,says,title,publisher,sourceType,independenceGroup,reliability,credibility\nx,s\n", "file")]
    [InlineData("prov", "", "file")]
    [InlineData("prov", "{", "file")]
    [InlineData("prov", "[]", "file")]
    [InlineData("prov", "{\"entity\":{\"a\":{\"prov:type\":3}}}", "file")]
    [InlineData("prov", "{\"entity\":{}}", "file")]
    [InlineData("prov", "{\"entity\":{\"a\":{\"prov:type\":\"planner:Evidence\",\"planner:credibility\":\"1\"}}}", "item 1, reliability")]
    public void Import_OfAMalformedFile_SaysWhereAndReadsNothing(string format, string text, string field)
    {
        (IReadOnlyList<EvidenceItem> items, IReadOnlyList<CaseProblem> problems) = EvidenceColumns.Read(text, format, NewId);

        Assert.Empty(items);
        Assert.Contains(problems, problem => problem.Field == field);
    }

    [Fact]
    public void Import_OfTooManyRows_IsRefused()
    {
        string csv = "subject,says,title,publisher,sourceType,independenceGroup,reliability,credibility\n" + string.Concat(Enumerable.Repeat("s,s,t,p,st,g,A,1\n", 5001));

        Assert.Contains(EvidenceColumns.Read(csv, "csv", NewId).Problems, problem => problem.Field == "rows");
    }

    private static string NewId() => "new";

    private static LedgerBook Book() => new LedgerBook().To(WorkflowState.Disputed);
}
