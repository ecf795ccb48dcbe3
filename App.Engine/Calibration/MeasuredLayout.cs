using System.Globalization;
using System.Text.RegularExpressions;

namespace App.Engine.Calibration;

/// <summary>The parallel layout of a measured deployment.</summary>
/// <param name="TensorRanks">Cards over which each layer is split.</param>
/// <param name="Groups">Groups of such cards that serve their own sequences (data or attention parallel); experts are spread over all.</param>
/// <param name="PipelineStages">Stages of consecutive layers.</param>
public readonly record struct MeasuredLayout(int TensorRanks, int Groups, int PipelineStages)
{
    /// <summary>Cards of a replica.</summary>
    public int Cards => TensorRanks * Groups * PipelineStages;
}

/// <summary>What a text about a layout says.</summary>
/// <param name="Layout">The layout; null where the text says nothing of it.</param>
/// <param name="Decode">The layout that writes outputs where phases run on separate cards; null where they share them.</param>
/// <param name="Copies">Copies of <paramref name="Layout"/> that a text about separate phases counts.</param>
/// <param name="DecodeCopies">Copies of <paramref name="Decode"/>.</param>
/// <param name="CountsCardsTwice">Whether the text, and the row's accelerators with it, count the same cards twice.</param>
public sealed record LayoutReading(
    MeasuredLayout? Layout, MeasuredLayout? Decode = null, int Copies = 1, int DecodeCopies = 1, bool CountsCardsTwice = false);

/// <summary>Reads the words in which layouts are published: "TP8 DP2 EP", "PP2-TP8", "DP32-EP32", "DEP8", "PD-disagg P(...) D(...)".</summary>
public static partial class LayoutReader
{
    private const int MaximumRanks = 65_536;

    /// <summary>Reads a layout.</summary>
    /// <param name="text">As published.</param>
    /// <param name="accelerators">Accelerators of the deployment, where the row says.</param>
    public static LayoutReading Read(string text, double? accelerators)
    {
        if (text.StartsWith("PD-disagg", StringComparison.OrdinalIgnoreCase))
        {
            return Split(text, accelerators);
        }

        MeasuredLayout? layout = One(text, accelerators, out bool twice);
        return new(layout, CountsCardsTwice: twice);
    }

    private static LayoutReading Split(string text, double? accelerators)
    {
        Match sides = SidesPattern().Match(text);
        if (sides.Success)
        {
            return new(
                One(sides.Groups["p"].Value, null, out _), One(sides.Groups["d"].Value, null, out _));
        }

        // A list of instances, those that read prompts first: "TP16 DP2; TP16 DP2; TP4 DP8; TP4 DP8".
        List<MeasuredLayout> instances = [.. text["PD-disagg".Length..].Split(';').Select(part => One(part, null, out _)).OfType<MeasuredLayout>()];
        if (instances.Count < 2)
        {
            return new(null);
        }

        int prefill = instances.Count(instance => instance == instances[0]);
        int decode = instances.Count(instance => instance == instances[^1]);
        double counted = instances.Sum(instance => instance.Cards);
        bool twice = accelerators is { } cards && counted >= 2 * cards;
        return new(instances[0], instances[^1], twice ? Math.Max(1, prefill / 2) : prefill, twice ? Math.Max(1, decode / 2) : decode);
    }

    private static MeasuredLayout? One(string text, double? accelerators, out bool countsTwice)
    {
        countsTwice = false;
        Dictionary<string, int> ranks = new(StringComparer.Ordinal);
        foreach (Match match in RanksPattern().Matches(text))
        {
            string name = match.Groups["name"].Value.ToUpperInvariant();
            if (int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= MaximumRanks)
            {
                ranks.TryAdd(name, value);
            }
        }

        if (ranks.Count == 0)
        {
            return null;
        }

        int Of(string name, int otherwise = 1) => ranks.GetValueOrDefault(name, otherwise);
        int stages = Of("PP");
        if (ranks.TryGetValue("DEP", out int wide))
        {
            return new(1, wide, stages);
        }

        int tensor = Of("TP");
        int groups = Of("ATTNDP", Of("DP"));
        if (DataParallelAttentionPattern().IsMatch(text))
        {
            return new(1, tensor, stages);
        }

        // Some dumps multiply the ranks of attention by those of the experts, which are the same cards counted twice.
        int experts = Of("EP");
        if (ranks.ContainsKey("ATTNDP") && experts > 1 && Of("MOETP") == experts && tensor * groups == experts * experts)
        {
            countsTwice = true;
            (tensor, groups) = tensor > 1 ? (tensor / experts, groups) : (tensor, groups / experts);
        }

        // Expert ranks alone: every card serves its own sequences.
        if (!ranks.ContainsKey("TP") && !ranks.ContainsKey("DP") && !ranks.ContainsKey("ATTNDP") && experts > 1)
        {
            groups = accelerators is { } cards && cards >= 1 && cards < experts && PackagePattern().IsMatch(text) ? (int)cards : experts;
        }

        return tensor * (long)groups * stages <= MaximumRanks ? new(tensor, groups, stages) : null;
    }

    [GeneratedRegex("(?<name>moeTP|attnDP|DCP|DEP|TP|DP|EP|PP|CP)(?<n>[0-9]{1,6})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RanksPattern();

    [GeneratedRegex(@"P\((?<p>[^)]*)\)\s*D\((?<d>[^)]*)\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SidesPattern();

    [GeneratedRegex("DP-attn", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DataParallelAttentionPattern();

    [GeneratedRegex(@"[0-9]+ NPU = [0-9]+ dies", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PackagePattern();
}
