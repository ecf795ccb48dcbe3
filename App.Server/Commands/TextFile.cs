using System.Text;

namespace App.Server.Commands;

/// <summary>Reads text files that somebody names, and writes files whole or not at all.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file of bounded size, also where its length is not known, as with pipes and devices.</summary>
    /// <returns>The text, or in <c>Problem</c> what the file is instead of readable.</returns>
    public static (string? Text, string? Problem) Read(string path, int maximumBytes)
    {
        if (Directory.Exists(path))
        {
            return (null, "a folder");
        }

        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            byte[] bytes = new byte[maximumBytes + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > maximumBytes)
            {
                return (null, $"longer than {maximumBytes} bytes");
            }

            string text = s_strictUtf8.GetString(bytes, 0, length);
            return (text.TrimStart('\uFEFF'), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, "not UTF-8 text");
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "missing");
        }
        catch (Exception problem) when (IsRefusal(problem))
        {
            return (null, $"not readable: {problem.Message}");
        }
    }

    /// <summary>Writes beside the target and moves there, so that nobody ever finds half a file.</summary>
    /// <returns>Null, or why it cannot be written.</returns>
    public static string? Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public static string? Write(string path, byte[] content)
    {
        string? beside = null;
        try
        {
            string target = Path.GetFullPath(path);
            target = File.Exists(target) ? File.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target : target;
            if (target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal))
            {
                // A terminal, a pipe: nothing to be replaced.
                File.WriteAllBytes(path, content);
                return null;
            }

            beside = $"{target}.{Path.GetRandomFileName()}";
            File.WriteAllBytes(beside, content);
            File.Move(beside, target, overwrite: true);
            return null;
        }
        catch (Exception problem) when (IsRefusal(problem))
        {
            if (File.Exists(beside))
            {
                File.Delete(beside);
            }

            return beside is null ? problem.Message : problem.Message.Replace(beside, path, StringComparison.Ordinal);
        }
    }

    private static bool IsRefusal(Exception problem) =>
        problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
