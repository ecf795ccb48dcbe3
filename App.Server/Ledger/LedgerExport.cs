using System.Globalization;
using App.Engine.Evidence;
using CsvHelper;
using CsvHelper.Configuration;

namespace App.Server.Ledger;

/// <summary>Writes a ledger as CSV tables or as one PROV document.</summary>
internal static class LedgerExport
{
    public static IReadOnlyList<string> Formats { get; } = ["prov", "csv"];

    public static IReadOnlyList<string> Tables { get; } = ["evidence", "assertions", "events"];

    public static string Write(IReadOnlyList<LedgerEvent> events, string format, string table)
    {
        LedgerState state = LedgerState.Of(events);
        return format == "prov" ? LedgerProv.Write(events, state) : table switch
        {
            "evidence" => Csv(
                EvidenceColumns.Names,
                state.Evidence.Values.OrderBy(evidence => evidence.Item.Id, StringComparer.Ordinal).Select(evidence => EvidenceColumns.Cells(evidence.Item))),
            "assertions" => Csv(s_assertionColumns, Assertions(state)),
            _ => Csv(s_eventColumns, events.Select(Event)),
        };
    }

    private static readonly string[] s_assertionColumns =
    [
        "assumption", "subject", "quantity", "unit", "assertion", "version", "value", "low", "high", "statement", "basis", "assumedReason", "evidence",
        "author", "draftedUtc", "state", "status", "flags", "signers", "inUse",
    ];

    private static readonly string[] s_eventColumns = ["number", "atUtc", "actorId", "actor", "kind", "roles", "entry", "previousHash", "hash"];

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers.</summary>
    public static string Cell(object? value) => value switch
    {
        null => "",
        string text => text.Length > 0 && "=+-@\t\r\n'".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text,
        IFormattable number => number.ToString(number is double ? "R" : null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static IEnumerable<object?[]> Assertions(LedgerState state) =>
        from assertion in state.Assertions.Values.OrderBy(assertion => assertion.Id, StringComparer.Ordinal)
        let slot = state.Assumptions[assertion.AssumptionId].Assumption
        from version in assertion.Versions.Values
        let content = version.Content
        select new object?[]
        {
            slot.Id, slot.Subject, slot.Quantity, slot.Unit, assertion.Id, version.Ref.Version, content.Value, content.Low, content.High, content.Statement,
            content.Basis, content.AssumedReason, string.Join(' ', content.Evidence), version.Author.Name, Time(version.DraftedUtc), $"{version.Workflow}",
            $"{state.StatusOf(version)}", $"{version.Flags}",
            string.Join("; ", version.Signings.Select(signing => $"{signing.Signer.Name}: {signing.Signature.Meaning} {Time(signing.AtUtc)}")),
            state.InUse(slot.Id)?.Ref == version.Ref ? "yes" : "no",
        };

    private static object?[] Event(LedgerEvent happened) =>
    [
        happened.Number, Time(happened.AtUtc), happened.Actor.Id, happened.Actor.Name, $"{happened.Actor.Kind}", $"{happened.Actor.Roles}", happened.Payload,
        happened.PreviousHash, happened.Hash,
    ];

    public static string Csv(IEnumerable<string> columns, IEnumerable<object?[]> rows)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using (CsvWriter csv = new(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true))
        {
            foreach (IEnumerable<string> row in rows.Select(cells => cells.Select(Cell)).Prepend(columns))
            {
                foreach (string cell in row)
                {
                    csv.WriteField(cell);
                }

                csv.NextRecord();
            }
        }

        return text.ToString();
    }

    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
