namespace App.Client.Trust;

/// <summary>Names the resource with the texts of the page on trust.</summary>
public sealed class TrustTexts;
