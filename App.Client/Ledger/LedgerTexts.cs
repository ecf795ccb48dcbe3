namespace App.Client.Ledger;

/// <summary>Names the resource with the texts about the ledger.</summary>
public sealed class LedgerTexts;
