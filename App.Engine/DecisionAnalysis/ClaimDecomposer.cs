using System.Globalization;
using App.Engine.Catalog;

namespace App.Engine.DecisionAnalysis;

/// <summary>A published figure of an accelerator.</summary>
/// <param name="Kind">What kind of quantity it is: only figures of one kind are put over each other.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Symbol of its unit.</param>
/// <param name="Format">Number format of a peak; empty for others.</param>
/// <param name="IsVariant">Whether another figure is in use for the same quantity.</param>
/// <param name="Why">What it counts.</param>
/// <param name="Facts">Ids of the facts behind it.</param>
public sealed record PublishedFigure(
    string Kind, string Label, double Value, string Unit, string Format, bool IsVariant, string Why, IReadOnlyList<string> Facts);

/// <summary>What must be mistaken for a ratio to come out as claimed.</summary>
public enum ClaimTrap
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The formats on the two sides differ: fewer bits make any chip faster.</summary>
    OtherFormat,

    /// <summary>A peak that counts structured zeros as work is set against a dense one: twice as much.</summary>
    SparseAgainstDense,

    /// <summary>Binary against decimal prefixes: 1.0995 for tera.</summary>
    BinaryAgainstDecimal,

    /// <summary>Both directions of a link are set against one: twice as much.</summary>
    TwoWayAgainstOneWay,
}

/// <summary>A ratio of two published figures.</summary>
/// <param name="Top">Figure of the accelerator that is claimed to be faster.</param>
/// <param name="Bottom">Figure of the other.</param>
/// <param name="Ratio">Top over bottom, times the trap's factor.</param>
/// <param name="Trap">What must be mistaken.</param>
/// <param name="OffFraction">How far it is from the claim, over the claim.</param>
public sealed record ClaimRatio(PublishedFigure Top, PublishedFigure Bottom, double Ratio, ClaimTrap Trap, double OffFraction);

/// <summary>What published figures can and cannot produce a claimed ratio.</summary>
/// <param name="Claim">The claimed ratio.</param>
/// <param name="Matches">Ratios that round to the claim without any mistake, plainest first.</param>
/// <param name="Traps">Ratios that round to it only by a mistake.</param>
/// <param name="Others">All plain ratios in the same format that do not, nearest first.</param>
/// <param name="ImpliedBottoms">For each peak of the faster one, what the other would have to reach for the claim: no published figure unless it matches.</param>
public sealed record ClaimDecomposition(
    double Claim, IReadOnlyList<ClaimRatio> Matches, IReadOnlyList<ClaimRatio> Traps, IReadOnlyList<ClaimRatio> Others,
    IReadOnlyList<(PublishedFigure Top, double Bottom)> ImpliedBottoms);

/// <summary>Takes a claimed ratio apart.</summary>
public static class ClaimDecomposer
{
    /// <summary>Digits to which figures are published (148 and 425 TFLOP/s), so that no ratio of them is known to more.</summary>
    private const int PublishedDigits = 3;

    private const double Tebi = 1.099511627776;

    /// <summary>Reads a claim such as "2.87x H20", "2.87 times" or "2,87".</summary>
    /// <param name="text">The claim.</param>
    /// <returns>The ratio and how many digits it has behind the point; null where there is no ratio above zero in it.</returns>
    public static (double Ratio, int Decimals)? Parse(string text)
    {
        string number = new([.. text.Trim().Replace(',', '.').TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.')]);
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double ratio) && ratio > 0 && ratio < 1e6
            ? (ratio, number.Contains('.') ? number.TrimEnd('.').Length - number.IndexOf('.') - 1 : 0)
            : null;
    }

    /// <summary>The card that a claim names behind its ratio, such as "H20" in "2.87x H20" or "2.87 times the H20".</summary>
    /// <param name="text">The claim.</param>
    /// <returns>Its words; empty where it names none.</returns>
    public static string CardIn(string text)
    {
        string rest = text.Trim().TrimStart([.. "0123456789.,"]).TrimStart();
        foreach (string word in (ReadOnlySpan<string>)["times", "x", "×", "倍", "the"])
        {
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (rest.Length == word.Length || !char.IsAsciiLetter(rest[word.Length]) || !char.IsAsciiLetter(word[0])))
            {
                rest = rest[word.Length..].TrimStart();
            }
        }

        return rest.Trim();
    }

    /// <summary>The accelerator that words name: the first in whose name they stand as words of their own.</summary>
    /// <param name="words">Such as "H20" or "Atlas 350".</param>
    /// <param name="accelerators">Those that there are, in the order in which they are meant where a name fits several.</param>
    /// <returns>Null where none is named so.</returns>
    public static Accelerator? Find(string words, IEnumerable<Accelerator> accelerators)
    {
        string wanted = string.Concat(Words(words));
        return wanted.Length == 0 ? null : accelerators.FirstOrDefault(accelerator => IsNamed(Words(accelerator.Name), wanted));
    }

    /// <summary>Takes a claim apart.</summary>
    /// <param name="claim">The claimed ratio, above 0.</param>
    /// <param name="decimals">Digits behind its point; those beyond three significant ones are more than published figures have, and do not narrow the search.</param>
    /// <param name="card">The accelerator claimed to be faster.</param>
    /// <param name="other">The one it is measured against.</param>
    public static ClaimDecomposition Of(double claim, int decimals, Accelerator card, Accelerator other)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(claim);
        int known = PublishedDigits - 1 - (int)Math.Floor(Math.Log10(claim));
        double tolerance = 0.5 * Math.Pow(10, -Math.Max(0, Math.Min(decimals, known))) * (1 + 1e-9);
        List<ClaimRatio> all = [];
        foreach (PublishedFigure top in FiguresOf(card))
        {
            foreach (PublishedFigure bottom in FiguresOf(other).Where(figure => figure.Kind == top.Kind))
            {
                double ratio = top.Value / bottom.Value;
                ClaimTrap plain = Bits(top.Format) == Bits(bottom.Format) ? ClaimTrap.None : ClaimTrap.OtherFormat;
                all.Add(Make(top, bottom, ratio, plain));
                if (plain == ClaimTrap.None)
                {
                    all.AddRange(Mistakes(top.Kind).SelectMany(mistake => new[]
                    {
                        Make(top, bottom, ratio * mistake.Factor, mistake.Trap), Make(top, bottom, ratio / mistake.Factor, mistake.Trap),
                    }));
                }
            }
        }

        bool Fits(ClaimRatio ratio) => Math.Abs(ratio.Ratio - claim) <= tolerance;
        List<PublishedFigure> bottoms = [.. FiguresOf(other)];
        return new(
            claim,
            [.. all.Where(ratio => ratio.Trap == ClaimTrap.None && Fits(ratio)).OrderBy(ratio => (ratio.Top.IsVariant ? 1 : 0) + (ratio.Bottom.IsVariant ? 1 : 0)).ThenBy(ratio => ratio.OffFraction)],
            [.. all.Where(ratio => ratio.Trap != ClaimTrap.None && Fits(ratio)).OrderBy(ratio => ratio.Trap).ThenBy(ratio => ratio.OffFraction)],
            [.. all.Where(ratio => ratio.Trap == ClaimTrap.None && !Fits(ratio)).OrderBy(ratio => ratio.OffFraction)],
            [.. FiguresOf(card).Where(figure => figure.Kind == PeakKind
                    && !bottoms.Any(bottom => bottom.Kind == PeakKind && Math.Abs((figure.Value / bottom.Value) - claim) <= tolerance))
                .Select(figure => (figure, figure.Value / claim))]);

        ClaimRatio Make(PublishedFigure top, PublishedFigure bottom, double ratio, ClaimTrap trap) =>
            new(top, bottom, ratio, trap, Math.Abs((ratio / claim) - 1));
    }

    private const string PeakKind = "peak";

    private static IEnumerable<PublishedFigure> FiguresOf(Accelerator card)
    {
        foreach ((string format, Quantity peak) in card.PeakTeraflops)
        {
            foreach (PublishedFigure figure in Of(PeakKind, $"{format.ToUpperInvariant()} peak", "TFLOP/s", format, peak))
            {
                yield return figure;
            }
        }

        foreach ((string kind, string key) in new[]
        {
            ("memory", AcceleratorQuantities.MemoryGigabytes),
            ("bandwidth", AcceleratorQuantities.MemoryBandwidthTerabytesPerSecond),
            ("link", AcceleratorQuantities.IslandLinkGigabytesPerSecond),
        })
        {
            QuantityInfo info = QuantityRegistry.Find(key)!;
            foreach (PublishedFigure figure in card.Quantities.TryGetValue(key, out Quantity? quantity)
                ? Of(kind, info.Label, info.UnitSymbol, "", quantity) : [])
            {
                yield return figure;
            }
        }
    }

    private static IEnumerable<PublishedFigure> Of(string kind, string label, string unit, string format, Quantity quantity)
    {
        if (quantity.Value is { } value)
        {
            yield return new(kind, label, value, unit, format, false, quantity.Basis, quantity.Facts);
        }

        foreach (Disagreement variant in quantity.Disagreements.Where(other => other.Value is > 0 && other.Value != quantity.Value))
        {
            yield return new(kind, label, variant.Value!.Value, unit, format, true, variant.Why, [variant.Fact]);
        }
    }

    private static (double Factor, ClaimTrap Trap)[] Mistakes(string kind) => kind switch
    {
        PeakKind => [(2, ClaimTrap.SparseAgainstDense)],
        "link" => [(2, ClaimTrap.TwoWayAgainstOneWay)],
        _ => [(Tebi, ClaimTrap.BinaryAgainstDecimal)],
    };

    /// <summary>Bits per element, by the digits in the format's name; 0 where it has none.</summary>
    private static int Bits(string format)
    {
        string digits = new([.. format.Where(char.IsAsciiDigit)]);
        return digits.Length > 0 ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
    }

    private static bool IsNamed(string[] words, string wanted) => Enumerable.Range(0, words.Length).Any(from =>
        Enumerable.Range(from + 1, words.Length - from).Any(to => string.Concat(words[from..to]).Equals(wanted, StringComparison.OrdinalIgnoreCase)));

    private static string[] Words(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
