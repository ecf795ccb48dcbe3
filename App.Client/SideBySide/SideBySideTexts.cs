namespace App.Client.SideBySide;

/// <summary>Names the resource with the texts of the page on two scenarios side by side.</summary>
public sealed class SideBySideTexts;
