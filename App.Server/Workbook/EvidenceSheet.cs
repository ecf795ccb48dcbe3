using System.Globalization;
using App.Engine.Catalog;
using App.Engine.Evidence;
using App.Engine.Inputs;

namespace App.Server.Workbook;

/// <summary>The sources behind the inputs, as published.</summary>
internal static class EvidenceSheet
{
    public const string Name = "Evidence";

    private static readonly (string Caption, double Width)[] s_columns =
    [
        ("Id", 14), ("About", 34), ("Property", 34), ("Value", 18), ("Unit", 16), ("Mark", 16), ("Publisher", 24), ("Title", 46),
        ("Date", 13), ("Kind of source", 18), ("Where", 46), ("Caveat", 60), ("Used by", 60),
    ];

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(WorkbookSource source, CalculationModel model, SheetHead head, Styles styles)
    {
        List<SheetRow> rows = [.. head.Rows("Evidence: the sources behind the inputs", styles)];
        rows.Add(new SheetRow(3).Text(1, styles.Of(CellRole.Note), "Values as published; what the model uses, and why, stands on Inputs. Who has signed for which input stands below the sources."));
        SheetRow captions = new SheetRow(5) { Height = 30 };
        for (int column = 0; column < s_columns.Length; column++)
        {
            captions.Text(column + 1, styles.Of(CellRole.Header), s_columns[column].Caption);
        }

        rows.Add(captions);
        uint text = styles.Of(CellRole.Label);
        int row = 5;
        var used = model.Inputs.SelectMany(input => input.Input.Facts.Select(fact => (fact, input.Input.Label)))
            .GroupBy(pair => pair.fact, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in used)
        {
            SheetRow cells = new SheetRow(++row).Text(1, styles.Of(CellRole.Unit), group.Key);
            if (source.Catalog.Facts.TryGetValue(group.Key, out Fact? fact))
            {
                string?[] values =
                [
                    fact.Subject, fact.Attribute, fact.Value, fact.Unit, fact.Grade, fact.Publisher, fact.SourceTitle, fact.Date,
                    fact.SourceType, fact.Url, fact.Caveat,
                ];
                for (int column = 0; column < values.Length; column++)
                {
                    cells.Text(column + 2, text, values[column] ?? "");
                }
            }
            else
            {
                cells.Text(2, text, "An item of the evidence ledger");
            }

            rows.Add(cells.Text(13, text, string.Join("; ", group.Select(pair => pair.Label).Distinct())));
        }

        row = Signatures(rows, row, source.Signatures, styles);
        return new(Name, rows, [.. s_columns.Select(column => column.Width)], s_columns.Length, Math.Max(6, row)) { Frozen = (5, 1), Tab = "FFC79A00" };
    }

    /// <summary>Who has signed for which input, when, and what the signature says.</summary>
    private static int Signatures(List<SheetRow> rows, int row, IReadOnlyList<InputSignature> signatures, Styles styles)
    {
        SheetRow heading = new(row += 2);
        heading.Text(1, styles.Of(CellRole.Section), "Signatures: reviewers who stand for an input; the author of a value cannot sign for it");
        for (int column = 2; column <= s_columns.Length; column++)
        {
            heading.Text(column, styles.Of(CellRole.Section), "");
        }

        rows.Add(heading);
        if (signatures.Count == 0)
        {
            rows.Add(new SheetRow(++row).Text(1, styles.Of(CellRole.Note), "Nobody has signed for an input of this run."));
            return row;
        }

        string[] captions = ["Signature", "Input", "Input id", "Signed by", "Roles", "Signed in by", "Signed at (UTC)", "Meaning", "Certainty", "Version", "Assertion", "Remark"];
        SheetRow header = new(++row);
        for (int column = 0; column < captions.Length; column++)
        {
            header.Text(column + 1, styles.Of(CellRole.Header), captions[column]);
        }

        rows.Add(header);
        for (int i = 0; i < signatures.Count; i++)
        {
            (Input input, VersionRef version, Signing signing) = signatures[i];
            string[] values =
            [
                string.Create(CultureInfo.InvariantCulture, $"{i + 1}"), input.Label, input.Id, signing.Signer.Name, $"{signing.Signer.Roles}", signing.Signature.Method,
                signing.AtUtc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), signatures[i].Meaning, $"{signing.Findings?.Certainty}",
                string.Create(CultureInfo.InvariantCulture, $"{version.Version}"), version.AssertionId, signing.Findings?.Remark ?? "",
            ];
            SheetRow cells = new(++row);
            for (int column = 0; column < values.Length; column++)
            {
                cells.Text(column + 1, styles.Of(CellRole.Label), values[column]);
            }

            rows.Add(cells);
        }

        return row;
    }
}
