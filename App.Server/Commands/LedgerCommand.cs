using System.CommandLine;
using System.Globalization;
using App.Engine.Documents;
using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Server.Data;
using App.Server.Ledger;
using App.Server.People;
using Microsoft.AspNetCore.Identity;

namespace App.Server.Commands;

/// <summary>Looks after the evidence ledger of a data folder.</summary>
internal static class LedgerCommand
{
    /// <summary>The ledger that the application starts with is 8 MB as PROV.</summary>
    private const int MostImportBytes = 100_000_000;

    public static Command Create()
    {
        Option<string?> dataFolder = ServeCommand.DataFolder();
        Option<string?> head = new("--head") { Description = "A newest hash noted earlier, for instance from a report: it must still be in the chain.", HelpName = "HASH" };
        Command verify = new("verify", "Walk the chain; name the first broken link. Exit code 1 where there is one.") { dataFolder, head };
        verify.SetAction((result, cancellation) => VerifyAsync(
            result.GetValue(dataFolder), result.GetValue(head), result.InvocationConfiguration, cancellation));
        Option<string> format = new Option<string>("--format") { Description = "prov (JSON in W3C PROV terms) or csv.", DefaultValueFactory = _ => "prov" }
            .OneOf([.. LedgerExport.Formats]);
        Option<string> table = new Option<string>("--table") { Description = "For csv: evidence, assertions or events.", DefaultValueFactory = _ => "evidence" }
            .OneOf([.. LedgerExport.Tables]);
        Option<string?> output = new("--output") { Description = "File to write; without it the text goes to the console.", HelpName = "FILE" };
        Command export = new("export", "Write the ledger as JSON in W3C PROV terms, or as a CSV table.") { dataFolder, format, table, output };
        export.SetAction((result, cancellation) => ExportAsync(
            result.GetValue(dataFolder), result.GetValue(format)!, result.GetValue(table)!, result.GetValue(output),
            result.InvocationConfiguration, cancellation));
        Option<string> file = new("--file") { Description = "Evidence as a CSV table or a PROV document, as export writes them.", HelpName = "FILE", Required = true };
        Option<string> person = new("--as") { Description = "Address of the person in whose name it is recorded.", HelpName = "ADDRESS", Required = true };
        Command import = new("import", "Record evidence from a file: all of it, or none and why.") { dataFolder, format, file, person };
        import.SetAction((result, cancellation) => ImportAsync(
            result.GetValue(dataFolder), result.GetValue(format)!, result.GetValue(file)!, result.GetValue(person)!,
            result.InvocationConfiguration, cancellation));
        return new("ledger", "Verify, export and import the evidence ledger of a data folder.") { verify, export, import };
    }

    private static async Task<int> VerifyAsync(string? dataFolder, string? head, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (head is not null && !IsHash(head.Trim()))
        {
            return Failure.Say(console.Error, $"--head is '{StrictJson.Quotable(head)}'{ClosedOption.Accepted}a hash as `ledger verify` writes it, {LedgerChain.Origin.Length} digits of 0 to 9 and a to f");
        }

        if (await EventsAsync(dataFolder, console.Error, cancellation) is not { } events)
        {
            return Failure.BadInput;
        }

        if (LedgerAudit.Verify(events) is { } broken)
        {
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The chain is broken at event {broken.Number}: {broken.Reason}."));
            return 1;
        }

        string newest = events.Count > 0 ? events[^1].Hash : LedgerChain.Origin;
        if (head is not null && events.All(happened => !string.Equals(happened.Hash, head.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            console.Error.WriteLine($"The chain holds, but {head} is not in it: the ledger was rewritten, or the hash is another ledger's.");
            return 1;
        }

        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{events.Count} events, chain intact, newest hash {newest}"));
        return 0;
    }

    private static async Task<int> ExportAsync(
        string? dataFolder, string format, string table, string? output, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (await EventsAsync(dataFolder, console.Error, cancellation) is not { } events)
        {
            return Failure.BadInput;
        }

        string text = LedgerExport.Write(events, format, table);
        if (output is null)
        {
            console.Output.Write(text);
            return 0;
        }

        if (TextFile.Write(output, text) is { } refused)
        {
            return Failure.NotWritten(console.Error, "--output", output, refused);
        }

        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{events.Count} events written to {output}"));
        return 0;
    }

    private static async Task<int> ImportAsync(
        string? dataFolder, string format, string file, string address, InvocationConfiguration console, CancellationToken cancellation)
    {
        (string? text, string? problem) = TextFile.Read(file, MostImportBytes);
        if (text is null)
        {
            return Failure.Say(console.Error, file, "--file", problem!, $"a readable file of at most {MostImportBytes} bytes");
        }

        (IReadOnlyList<EvidenceItem> items, IReadOnlyList<CaseProblem> problems) = EvidenceColumns.Read(text, format, () => LedgerWritingApi.NewId("e"));
        if (problems.Count > 0)
        {
            return Failure.Say(console.Error, file, problems);
        }

        Recording? result = await LedgerFolder.ReadAsync(
            DataStore.FolderOf(dataFolder), console.Error, services => RecordAsync(items, file, address, services, cancellation));
        if (result is not { Refusal: null })
        {
            return result is null ? Failure.BadInput : Failure.Say(console.Error, result.Refusal);
        }

        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Recorded} of {items.Count} items recorded, the others were there already"));
        return 0;
    }

    private static async Task<Recording> RecordAsync(
        IReadOnlyList<EvidenceItem> items, string file, string address, IServiceProvider services, CancellationToken cancellation)
    {
        if (await services.GetRequiredService<UserManager<Person>>().FindByEmailAsync(address) is not { IsDisabled: false } person)
        {
            return new($"--as is '{StrictJson.Quotable(address)}', who has no account here{ClosedOption.Accepted}the address of somebody who may write", 0);
        }

        // A program in the person's name: it may record evidence, never review.
        LedgerAppend result = await services.GetRequiredService<LedgerStore>().AppendAsync(
            new Actor(person.Id, $"{person.Name} (import)", ActorKind.Key, person.Roles),
            state => ([], items.Where(item => state.Evidence.GetValueOrDefault(item.Id)?.Item != item).Select(item => new EvidenceRecorded(item))),
            cancellation);
        return new(result.Problems.Count > 0 ? $"{file}: {result.Problems[0]}" : null, result.Events.Count);
    }

    private sealed record Recording(string? Refusal, int Recorded);

    private static bool IsHash(string text) => text.Length == LedgerChain.Origin.Length && text.All(char.IsAsciiHexDigit);

    private static Task<IReadOnlyList<LedgerEvent>?> EventsAsync(string? dataFolder, TextWriter error, CancellationToken cancellation) =>
        LedgerFolder.ReadAsync(
            DataStore.FolderOf(dataFolder), error, services => services.GetRequiredService<LedgerStore>().EventsAsync(cancellation));
}
