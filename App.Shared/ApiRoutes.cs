namespace App.Shared;

/// <summary>The addresses of the API, version 1.</summary>
public static class ApiRoutes
{
    /// <summary>Scenarios and their versions.</summary>
    public const string Scenarios = "/api/v1/scenarios";

    /// <summary>What the answer to a case rests on.</summary>
    public const string CaseEvidence = "/api/v1/case-evidence";

    /// <summary>Stored runs.</summary>
    public const string Runs = "/api/v1/runs";

    /// <summary>Studies under uncertainty.</summary>
    public const string Studies = "/api/v1/studies";

    /// <summary>The catalogue's assumptions with their evidence status.</summary>
    public const string Assumptions = "/api/v1/assumptions";

    /// <summary>The evidence ledger.</summary>
    public const string Ledger = "/api/v1/ledger";
}
