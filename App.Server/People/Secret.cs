using System.Security.Cryptography;
using System.Text;

namespace App.Server.People;

/// <summary>Random secrets that are shown once and kept as hashes. With 256 random bits a plain SHA-256 cannot be searched.</summary>
internal static class Secret
{
    public static (string Text, string Hash) New(string prefix)
    {
        string text = prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return (text, HashOf(text));
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
}
