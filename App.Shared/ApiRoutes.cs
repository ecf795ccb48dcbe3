namespace App.Shared;

/// <summary>The addresses of the API, version 1.</summary>
public static class ApiRoutes
{
    /// <summary>Scenarios and their versions.</summary>
    public const string Scenarios = "/api/v1/scenarios";

    /// <summary>What the answer to a case rests on.</summary>
    public const string CaseEvidence = "/api/v1/case-evidence";

    /// <summary>Where each claim would turn the answer to a case.</summary>
    public const string CaseFlips = "/api/v1/case-flips";

    /// <summary>Which option of a case is cheapest over two quantities.</summary>
    public const string CaseFlipMap = "/api/v1/case-flip-map";

    /// <summary>Which inputs of a case spread the lead, alone and together with others.</summary>
    public const string CaseIndices = "/api/v1/case-indices";

    /// <summary>What a claimed ratio of two cards would mean for the portfolio of a case.</summary>
    public const string CaseClaim = "/api/v1/case-claim";

    /// <summary>Stored runs.</summary>
    public const string Runs = "/api/v1/runs";

    /// <summary>Studies under uncertainty.</summary>
    public const string Studies = "/api/v1/studies";

    /// <summary>Studies of cases that are not saved; they are not kept.</summary>
    public const string CaseStudies = "/api/v1/case-studies";

    /// <summary>Exports of saved versions.</summary>
    public const string Exports = "/api/v1/exports";

    /// <summary>How far a throughput figure can be trusted.</summary>
    public const string Trust = "/api/v1/trust";

    /// <summary>The catalogue's assumptions with their evidence status.</summary>
    public const string Assumptions = "/api/v1/assumptions";

    /// <summary>The evidence ledger.</summary>
    public const string Ledger = "/api/v1/ledger";

    /// <summary>Who is signed in; signing in and out.</summary>
    public const string Session = "/api/v1/session";

    /// <summary>The owner's account, made once.</summary>
    public const string SetUp = "/api/v1/setup";

    /// <summary>Taking an invitation up.</summary>
    public const string Join = "/api/v1/join";

    /// <summary>Takes a link up that an administrator gave to whoever cannot sign in any more.</summary>
    public const string Reset = "/api/v1/reset";

    /// <summary>One's own account, passkeys and keys.</summary>
    public const string Account = "/api/v1/account";

    /// <summary>People and their roles.</summary>
    public const string People = "/api/v1/people";

    /// <summary>Invitations.</summary>
    public const string Invitations = "/api/v1/invitations";

    /// <summary>Who did what.</summary>
    public const string Audit = "/api/v1/audit";

    /// <summary>The company's sign-in, where one is set up.</summary>
    public const string CompanySignIn = "/sign-in/company";
}
