using System.Globalization;
using System.Text.Json.Serialization;
using App.Engine.Documents;

namespace App.Engine.Uncertainty;

/// <summary>What pilots measure and cost.</summary>
/// <param name="Designs">Ways to measure, at most <see cref="MostDesigns"/>, with unique ids.</param>
/// <param name="SetUpUsDollars">To set one up, USD, 0 to <see cref="MostUsDollars"/>.</param>
/// <param name="CardDayUsDollars">A card for a day, USD, 0 to <see cref="MostCardDayUsDollars"/>.</param>
/// <param name="Why">The reason.</param>
public sealed record PilotRule(IReadOnlyList<PilotDesign> Designs, double SetUpUsDollars, double CardDayUsDollars, string Why)
{
    /// <summary>The most designs: each is valued on each accelerator, alone and after those before it.</summary>
    public const int MostDesigns = 20;

    /// <summary>The most that a pilot may cost, USD.</summary>
    public const double MostUsDollars = 1e10;

    /// <summary>The most that a card may cost a day, USD.</summary>
    public const double MostCardDayUsDollars = 1e6;

    /// <summary>What a pilot costs, USD: what is stated for it, else setting it up and its cards by the day.</summary>
    /// <param name="design">The pilot.</param>
    public double CostUsDollars(PilotDesign design) => design.CostUsDollars ?? SetUpUsDollars + (design.Cards * design.Days * CardDayUsDollars);

    /// <summary>
    /// The error that pilots of so many batches have by these designs: the logarithm of the error goes evenly with the logarithm of the
    /// batches between one design and the next, and stays beyond the first and the last.
    /// </summary>
    /// <param name="points">Batches measured, 1 or more.</param>
    /// <returns>Standard deviation of a logarithm; null without designs.</returns>
    public double? ErrorSigmaAt(int points)
    {
        PilotDesign[] known = [.. Designs.OrderBy(design => design.Points).ThenBy(design => design.ErrorSigma).DistinctBy(design => design.Points)];
        PilotDesign? below = known.LastOrDefault(design => design.Points <= points);
        PilotDesign? above = known.FirstOrDefault(design => design.Points >= points);
        if (below is null || above is null || below.Points == above.Points)
        {
            return (below ?? above)?.ErrorSigma;
        }

        double share = Math.Log((double)points / below.Points) / Math.Log((double)above.Points / below.Points);
        return below.ErrorSigma * Math.Pow(above.ErrorSigma / below.ErrorSigma, share);
    }

    /// <summary>What is wrong with it: field within the policy, value, what would be accepted.</summary>
    internal IEnumerable<(string Field, string Value, string Accepted)> Problems()
    {
        if (!(SetUpUsDollars >= 0 && SetUpUsDollars <= MostUsDollars))
        {
            yield return ("pilots.setUpUsDollars", Text(SetUpUsDollars), $"0 to {Text(MostUsDollars)} USD");
        }

        if (!(CardDayUsDollars >= 0 && CardDayUsDollars <= MostCardDayUsDollars))
        {
            yield return ("pilots.cardDayUsDollars", Text(CardDayUsDollars), $"0 to {Text(MostCardDayUsDollars)} USD");
        }

        if (Designs.Count > MostDesigns)
        {
            yield return ("pilots.designs", $"{Designs.Count} entries", $"at most {MostDesigns} entries");
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((int index, PilotDesign design) in Designs.Index())
        {
            if (!seen.Add(design.Id))
            {
                yield return ($"pilots.designs[{index}].id", $"'{design.Id}' again", "each id once");
            }

            foreach ((string field, string value, string accepted) in design.Problems())
            {
                yield return ($"pilots.designs[{index}].{field}", value, accepted);
            }
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A way to measure how fast an accelerator serves.</summary>
/// <param name="Id">Its id, 1 to 40 lower-case letters, digits and hyphens.</param>
/// <param name="Label">What a person reads, 1 to 80 characters.</param>
/// <param name="Points">Batches measured, 1 to <see cref="MostPoints"/>.</param>
/// <param name="ErrorSigma">
/// Standard deviation of the logarithm of what is measured over what is true for the portfolio, <see cref="LeastErrorSigma"/> to <see cref="MostErrorSigma"/>.
/// </param>
/// <param name="Days">How long it takes, days, 0 to <see cref="MostDays"/>.</param>
/// <param name="Cards">Cards it needs, 0 to <see cref="MostCards"/>.</param>
/// <param name="Why">The reason, up to 500 characters.</param>
public sealed record PilotDesign(string Id, string Label, int Points, double ErrorSigma, double Days, int Cards, string Why)
{
    /// <summary>The most batches.</summary>
    public const int MostPoints = 1000;

    /// <summary>The least error: no measurement stands for a portfolio's own load better than to a tenth of a percent.</summary>
    public const double LeastErrorSigma = 0.001;

    /// <summary>The greatest error.</summary>
    public const double MostErrorSigma = 2;

    /// <summary>The most days.</summary>
    public const double MostDays = 730;

    /// <summary>The most cards.</summary>
    public const int MostCards = 100_000;

    /// <summary>Id of the accelerator it measures; each of the comparison by itself where left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AcceleratorId { get; init; }

    /// <summary>
    /// Id of the model it serves: only the error of the step of evidence on which that model stands is measured. The whole portfolio where
    /// left out.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ModelId { get; init; }

    /// <summary>What it costs, USD, 0 to <see cref="PilotRule.MostUsDollars"/>; setting up and cards by the day where left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CostUsDollars { get; init; }

    /// <summary>Days by which signing is put off, 0 to <see cref="MostDays"/>; as many as it takes where left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DelayDays { get; init; }

    /// <summary>Days by which signing is put off.</summary>
    [JsonIgnore]
    public double SigningDelayDays => DelayDays ?? Days;

    /// <summary>Whether it can be run on an accelerator with a model.</summary>
    /// <param name="acceleratorId">The accelerator.</param>
    /// <param name="modelId">The model; null for whichever.</param>
    public bool Measures(string acceleratorId, string? modelId = null) =>
        (AcceleratorId ?? acceleratorId) == acceleratorId && (modelId is null || (ModelId ?? modelId) == modelId);

    /// <summary>What is wrong with it: field, value, what would be accepted.</summary>
    internal IEnumerable<(string Field, string Value, string Accepted)> Problems()
    {
        if (!(Id.Length is >= 1 and <= 40 && Id.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-') && Id[0] != '-'))
        {
            yield return ("id", $"'{Id}'", "1 to 40 lower-case letters, digits and hyphens");
        }

        foreach ((string field, string text, int least, int most) in new[] { ("label", Label, 1, 80), ("why", Why, 0, 500) })
        {
            if (text.Trim().Length < least || text.Length > most || text.Any(letter => PlainText.IsDisruptive(letter) && letter is not ('\n' or '\r' or '\t')))
            {
                yield return (field, text.Trim().Length == 0 ? "blank" : $"{text.Length} characters: {text}", $"{least} to {most} characters without control characters or turns of direction");
            }
        }

        foreach ((string field, double value, double least, double most, string unit) in new[]
        {
            ("points", Points, 1, MostPoints, "batches"), ("errorSigma", ErrorSigma, LeastErrorSigma, MostErrorSigma, "(standard deviation of a logarithm)"),
            ("days", Days, 0, MostDays, "days"), ("cards", Cards, 0, MostCards, "cards"),
            ("costUsDollars", CostUsDollars ?? 0, 0, PilotRule.MostUsDollars, "USD"), ("delayDays", DelayDays ?? 0, 0, MostDays, "days"),
        })
        {
            if (!(value >= least && value <= most))
            {
                yield return (field, Text(value), $"{Text(least)} to {Text(most)} {unit}");
            }
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
