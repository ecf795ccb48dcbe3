using App.Engine.Documents;

namespace App.Engine.Calibration;

/// <summary>What a calibration file that somebody names must hold, so that the model can be evaluated with it.</summary>
public static class CalibrationRules
{
    /// <summary>Reads a calibration and checks it.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="report">Takes field, value and what would be accepted, once for everything that is wrong.</param>
    /// <returns>The calibration; null where anything is wrong. Never throws on what the text contains.</returns>
    public static CalibrationData? Read(string json, Action<string, string, string> report)
    {
        bool sound = true;
        CalibrationData? data = StrictJson.Read(json, CalibrationJson.Default.CalibrationData, "calibration", report);
        if (data is null)
        {
            return null;
        }

        if (data.Schema != CalibrationData.CurrentSchema)
        {
            Note("schema", $"\"{StrictJson.Quotable(data.Schema)}\"", $"\"{CalibrationData.CurrentSchema}\"");
            return null;
        }

        CheckConstants(data.Constants, "constants", Note);
        foreach ((string engine, IReadOnlyDictionary<string, double> own) in data.Engines)
        {
            CheckConstants(own, $"engines.{StrictJson.Quotable(engine)}", Note);
        }

        foreach ((string vendor, IReadOnlyDictionary<string, double> own) in data.Vendors)
        {
            CheckConstants(own, $"vendors.{StrictJson.Quotable(vendor)}", Note);
        }

        CheckLadder(data.Decode, LadderKind.Decode, "decode", Note);
        CheckLadder(data.FirstToken, LadderKind.FirstToken, "firstToken", Note);
        CheckTiers(data.Tiers, Note);
        return sound ? data : null;

        void Note(string field, string value, string accepted)
        {
            sound = false;
            report(field, value, accepted);
        }
    }

    private static void CheckConstants(IReadOnlyDictionary<string, double> constants, string path, Action<string, string, string> note)
    {
        foreach ((string key, double value) in constants)
        {
            if (ServingConstants.All.FirstOrDefault(info => info.Key == key) is not { } info)
            {
                note($"{path}.{StrictJson.Quotable(key)}", "not a constant", $"one of {string.Join(", ", ServingConstants.All.Select(each => each.Key))}");
            }
            else if (!double.IsFinite(info.ToFit(value)))
            {
                note($"{path}.{key}", Text(value), info.Scale switch
                {
                    ConstantScale.Fraction => "a number above 0 and below 1",
                    ConstantScale.AboveOne => "a number above 1",
                    _ => "a number above 0",
                });
            }
        }
    }

    private static void CheckLadder(LadderData ladder, LadderKind kind, string path, Action<string, string, string> note)
    {
        string[] names = [.. LadderPlaces.RungsOf(kind).Select(rung => rung.Name)];
        CheckSpread(ladder.Noise, $"{path}.noise", note);
        if (!ladder.Rungs.Select(rung => rung.Name).SequenceEqual(names))
        {
            note($"{path}.rungs", StrictJson.Quotable(ladder.Rungs.Count == 0 ? "empty" : string.Join(", ", ladder.Rungs.Select(rung => rung.Name))), $"the rungs {string.Join(", ", names)}, in this order");
            return;
        }

        foreach ((int r, RungData rung) in ladder.Rungs.Index())
        {
            CheckSpread(rung.Spread, $"{path}.rungs[{r}].spread", note);
            CheckSpread(rung.SlopeSpread, $"{path}.rungs[{r}].slopeSpread", note);
            HashSet<string> keys = new(StringComparer.Ordinal);
            foreach ((int c, CellData cell) in rung.Cells.Index())
            {
                string at = $"{path}.rungs[{r}].cells[{c}]";
                if (!keys.Add(cell.Key))
                {
                    note($"{at}.key", $"\"{StrictJson.Quotable(cell.Key)}\", there twice", "each key once");
                }

                if (cell.Rows < 0)
                {
                    note($"{at}.rows", Text(cell.Rows), "a whole number of 0 or more");
                }

                CheckLength(cell.Correction, $"{at}.correction", note);
                CheckLength(cell.Spread, $"{at}.spread", note);
                foreach ((int i, double spread) in cell.Spread.Index())
                {
                    CheckSpread(spread, $"{at}.spread[{i}]", note);
                }
            }
        }
    }

    private static void CheckTiers(IReadOnlyList<TierError> tiers, Action<string, string, string> note)
    {
        HashSet<(LadderKind, EvidenceTier, string, string)> seen = [];
        foreach ((int i, TierError tier) in tiers.Index())
        {
            if (!seen.Add((tier.Ladder, tier.Tier, tier.Regime, tier.Vendor)))
            {
                note($"tiers[{i}]", "there twice", "each ladder, tier, regime and vendor once");
            }

            CheckSpread(tier.Scale, $"tiers[{i}].scale", note);
            CheckSpread(tier.Sigma, $"tiers[{i}].sigma", note);
        }
    }

    private static void CheckLength(double[] values, string field, Action<string, string, string> note)
    {
        if (values.Length != Ladder.FeatureCount)
        {
            note(field, $"{values.Length} numbers", $"{Ladder.FeatureCount} numbers");
        }
    }

    private static void CheckSpread(double value, string field, Action<string, string, string> note)
    {
        if (value < 0)
        {
            note(field, Text(value), "a number of 0 or more");
        }
    }

    private static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
