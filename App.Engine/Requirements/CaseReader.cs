using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Documents;

namespace App.Engine.Requirements;

/// <summary>Something wrong in a case.</summary>
/// <param name="Field">Where in the case, for instance "workloads[0].promptTokens".</param>
/// <param name="Value">What stands there.</param>
/// <param name="Accepted">What would be accepted, with its unit.</param>
public sealed record CaseProblem(string Field, string Value, string Accepted)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field} is {Value}; accepted: {Accepted}";
}

/// <summary>A case that was read, or what is wrong with it.</summary>
/// <param name="Case">The case; null where anything is wrong.</param>
/// <param name="Problems">What is wrong; empty for a sound case.</param>
public sealed record CaseReading(ProcurementCase? Case, IReadOnlyList<CaseProblem> Problems);

/// <summary>Reads, checks, writes and identifies cases.</summary>
public static class CaseReader
{
    /// <summary>Longest text that is read, characters.</summary>
    public const int MaximumCharacters = 1_000_000;

    /// <summary>Reads and checks a case.</summary>
    /// <param name="json">The text.</param>
    /// <param name="catalog">The catalogue whose ids it uses.</param>
    /// <returns>The case or every problem found; never throws on what the text contains.</returns>
    public static CaseReading Read(string json, PlannerCatalog catalog)
    {
        if (json.Length > MaximumCharacters)
        {
            return new(null, [new("case", $"{json.Length} characters", $"at most {MaximumCharacters}")]);
        }

        List<CaseProblem> unreadable = [];
        ProcurementCase? read = StrictJson.Read(
            json, CaseJson.Default.ProcurementCase, "case", (field, value, accepted) => unreadable.Add(new(field, value, accepted)));
        if (read is null)
        {
            return new(null, unreadable);
        }

        IReadOnlyList<CaseProblem> problems = CaseRules.Check(read, catalog);
        return new(problems.Count == 0 ? read : null, problems);
    }

    /// <summary>Writes a case, readably.</summary>
    /// <param name="procurement">The case.</param>
    public static string Write(ProcurementCase procurement) =>
        JsonSerializer.Serialize(procurement, CaseJson.Default.ProcurementCase);

    /// <summary>Identifies a case by its content: SHA-256 in hexadecimal.</summary>
    /// <param name="procurement">The case.</param>
    public static string Hash(ProcurementCase procurement) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(procurement))));
}

/// <summary>The worked example.</summary>
public static class SeededCase
{
    /// <summary>The reported 5.6 billion dollar purchase with its portfolio, site and options.</summary>
    public static ProcurementCase Create()
    {
        CaseReading reading = CaseReader.Read(PlannerCatalog.EmbeddedFiles()["cases/reported-order.json"], PlannerCatalog.Default);
        return reading.Case ?? throw new InvalidOperationException(string.Join(Environment.NewLine, reading.Problems));
    }
}
