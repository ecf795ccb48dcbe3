namespace App.Client.Scenarios;

/// <summary>Names the texts about unsaved changes.</summary>
public sealed class DraftTexts;
