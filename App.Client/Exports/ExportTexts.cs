namespace App.Client.Exports;

/// <summary>Names the resource with the texts about exports.</summary>
public sealed class ExportTexts;
