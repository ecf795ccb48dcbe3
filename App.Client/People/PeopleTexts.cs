namespace App.Client.People;

/// <summary>Names the resource with the texts about people.</summary>
public sealed class PeopleTexts;
