namespace App.Client.Ledger;

/// <summary>The steps of a version that take a reason.</summary>
public enum StepKind
{
    Withdraw,
    Return,
    Dispute,
    Settle,
    Reconfirm,
}
