namespace App.Client.Uncertainty;

/// <summary>Names the resource with the texts of the pages on uncertainty.</summary>
public sealed class UncertaintyTexts;
