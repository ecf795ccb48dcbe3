using System.Globalization;
using App.Engine.Calibration;

namespace App.Engine.Catalog;

/// <summary>Checks the files of a catalogue; never throws on what they contain.</summary>
public static class CatalogCheck
{
    /// <summary>Reads every file and follows every reference.</summary>
    /// <param name="files">Text of each file by its path.</param>
    /// <returns>What is wrong; empty for a sound catalogue.</returns>
    public static IReadOnlyList<CatalogProblem> Check(IReadOnlyDictionary<string, string> files)
    {
        (CatalogFiles read, List<CatalogProblem> problems) = CatalogFiles.Read(files, withFacts: true, strict: true);
        HashSet<string> facts = [.. read.Facts.Select(fact => fact.Id)];
        HashSet<string> formats = [.. read.Formats.Select(format => format.Id)];
        HashSet<string> stacks = [.. read.Stacks.Select(stack => stack.Id)];
        HashSet<string> accelerators = [.. read.Accelerators.Select(entry => entry.Id)];
        foreach (Accelerator entry in read.Accelerators)
        {
            string file = $"accelerators/{entry.Id}.json";
            Known(file, "stackId", entry.StackId, stacks);
            if (entry.ChipId is { } chip)
            {
                Known(file, "chipId", chip, accelerators);
            }

            Facts(file, "availabilityFacts", entry.AvailabilityFacts);
            foreach ((string format, Quantity peak) in entry.PeakTeraflops)
            {
                Known(file, "peakTeraflops", format, formats);
                Numbers(file, $"peakTeraflops.{format}", "peakTeraflops", peak);
            }

            All(file, entry.Quantities);
        }

        foreach (Site site in read.Sites)
        {
            All($"sites/{site.Id}.json", site.Quantities);
        }

        All("economics.json", read.Economics.Quantities);
        foreach (TestHardware hardware in read.Hardware)
        {
            Known("measurements/hardware.json", $"{hardware.Id} acceleratorId", hardware.AcceleratorId ?? "", accelerators, "");
            Facts("measurements/hardware.json", hardware.Id, hardware.Facts);
        }

        HashSet<string> tested = [.. read.Hardware.Select(entry => entry.Id)];
        HashSet<string> architectures = [.. read.Models.Select(entry => entry.Id)];
        foreach (NameRule rule in read.Names?.Hardware ?? [])
        {
            Known("measurements/names.json", $"hardware {rule.Pattern}", rule.Id ?? "", tested, "");
        }

        foreach (OtherWorkMeasurement row in read.OtherWork)
        {
            Known("measurements/other-work.json", $"{row.Id} hardware", row.Hardware, tested);
            Known("measurements/other-work.json", $"{row.Id} model", row.Model, architectures);
            Known("measurements/other-work.json", $"{row.Id} format", row.Format, formats);
        }

        foreach (NameRule rule in read.Names?.Models ?? [])
        {
            Known("measurements/names.json", $"models {rule.Pattern}", rule.Id ?? "", architectures, "");
        }

        foreach (SystemDescription system in read.Systems)
        {
            foreach ((string key, Quantity quantity) in system.Quantities)
            {
                Shape($"systems/{system.Id}.json", key, quantity);
            }
        }

        foreach (SupportRow row in read.Support)
        {
            Known("support.json", "accelerator", row.Accelerator, accelerators, "*");
            Known("support.json", "stack", row.Stack, stacks, "*");
            Known("support.json", "format", row.Format, formats, "*");
            Facts("support.json", row.Why, row.Facts);
        }

        foreach (NumberFormatInfo format in read.Formats)
        {
            Facts("formats.json", format.Id, format.Facts);
            Facts("formats.json", format.Id, [.. format.Disagreements.Select(other => other.Fact)]);
        }

        foreach (Stack stack in read.Stacks)
        {
            Facts("stacks.json", stack.Id, stack.Facts);
            All("stacks.json", stack.Quantities);
        }

        foreach (MarketEvent happening in read.Events)
        {
            All("events.json", happening.Quantities);
            if (happening.StackId is { } about)
            {
                Known("events.json", $"{happening.Id} stackId", about, stacks);
            }
        }

        foreach ((string field, string value, string accepted) in read.Uncertainty?.Problems() ?? [])
        {
            problems.Add(new("uncertainty.json", field, value, accepted));
        }

        foreach (TimelineEvent happening in read.Timeline)
        {
            Facts("timeline.json", happening.Date, happening.Facts);
        }

        foreach (ModelArchitecture model in read.Models)
        {
            foreach ((string key, double count) in model.Counts.Where(count => !(count.Value > 0 && double.IsFinite(count.Value))))
            {
                problems.Add(new($"models/{model.Id}.json", key, Text(count), "a number above 0"));
            }
        }

        return problems;

        void All(string file, IReadOnlyDictionary<string, Quantity> quantities)
        {
            foreach ((string key, Quantity quantity) in quantities)
            {
                Numbers(file, key, key, quantity);
            }
        }

        void Numbers(string file, string field, string key, Quantity quantity)
        {
            Shape(file, field, quantity);
            if (QuantityRegistry.Find(key) is not { } info)
            {
                problems.Add(new(file, field, "not a quantity the engine uses", "one of the registered keys"));
                return;
            }

            foreach (double number in new[] { quantity.Value, quantity.Low, quantity.High }.OfType<double>())
            {
                if (!(number >= info.Minimum && number <= info.Maximum))
                {
                    problems.Add(new(
                        file, field, Text(number), $"{Text(info.Minimum)} to {Text(info.Maximum)} {info.UnitSymbol}".TrimEnd()));
                }
            }
        }

        void Shape(string file, string field, Quantity quantity)
        {
            if (quantity.Value is null == quantity.NotKnown is null)
            {
                problems.Add(new(file, field, Text(quantity.Value), "either a value or a notKnown text"));
            }

            if (quantity.Value is { } value && !((quantity.Low ?? value) <= value && value <= (quantity.High ?? value)))
            {
                problems.Add(new(
                    file, field, $"low {Text(quantity.Low)}, value {Text(value)}, high {Text(quantity.High)}", "low <= value <= high"));
            }

            if (quantity.Value is not null && quantity.Facts.Count == 0 && (!quantity.Assumed || quantity.Basis.Length == 0))
            {
                problems.Add(new(file, field, "no facts", "facts, or assumed with a basis"));
            }

            Facts(file, field, quantity.Facts);
            Facts(file, field, [.. quantity.Disagreements.Select(other => other.Fact)]);
        }

        void Facts(string file, string field, IReadOnlyList<string> ids)
        {
            foreach (string id in ids)
            {
                Known(file, $"{field} facts", id, facts);
            }
        }

        void Known(string file, string field, string id, HashSet<string> known, string? also = null)
        {
            if (id != also && !known.Contains(id))
            {
                problems.Add(new(file, field, $"'{id}'", "an id that exists"));
            }
        }
    }

    private static string Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "null";
}
