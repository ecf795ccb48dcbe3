namespace App.Client.Resources;

/// <summary>Names the resource with every text of the application.</summary>
public sealed class Texts;
