namespace App.Client.Components;

/// <summary>Ids that tie a label to its field; unique in a page, without meaning.</summary>
internal static class FieldId
{
    private static int s_last;

    public static string Next() => $"field-{Interlocked.Increment(ref s_last)}";
}
