namespace App.Server.Ledger;

/// <summary>What can be put by as a copy of a source.</summary>
internal static class EvidenceMedia
{
    public const int MaximumBytes = 10_000_000;

    private static readonly Dictionary<string, (string Extension, byte[] Begins)> s_kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["application/pdf"] = (".pdf", "%PDF-"u8.ToArray()),
        ["image/png"] = (".png", [0x89, (byte)'P', (byte)'N', (byte)'G']),
        ["image/jpeg"] = (".jpg", [0xFF, 0xD8, 0xFF]),
        ["text/plain"] = (".txt", []),
    };

    public static string Accepted => string.Join(", ", s_kinds.Keys);

    public static string Extension(string mediaType) => s_kinds.GetValueOrDefault(mediaType).Extension ?? "";

    /// <summary>Whether the kind is accepted and the content begins as that kind does.</summary>
    public static bool Fits(string mediaType, ReadOnlySpan<byte> content) =>
        s_kinds.TryGetValue(mediaType, out (string Extension, byte[] Begins) kind) && content.StartsWith(kind.Begins);
}
