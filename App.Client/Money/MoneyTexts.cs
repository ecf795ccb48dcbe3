namespace App.Client.Money;

/// <summary>Names the resource with the texts of the page on money and power.</summary>
public sealed class MoneyTexts;
