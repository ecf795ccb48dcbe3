namespace App.Client.Runs;

/// <summary>Names the texts of runs and reports.</summary>
public sealed class RunTexts;
