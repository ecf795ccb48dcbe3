using App.Server.Commands;

namespace App.Tests.Server;

/// <summary>How a command ended.</summary>
internal sealed record Ending(int ExitCode, string Output, string Error)
{
    /// <summary>Asserts exit code 2, nothing on standard output and exactly one line on standard error.</summary>
    /// <returns>The line.</returns>
    public string RefusesInOneLine()
    {
        Assert.Equal((2, ""), (ExitCode, Output));
        Assert.EndsWith("\n", Error, StringComparison.Ordinal);
        string line = Error[..^1].TrimEnd('\r');
        Assert.DoesNotContain(line, letter => char.IsControl(letter));
        Assert.Contains("accepted:", line, StringComparison.Ordinal);
        return line;
    }

    /// <summary>Runs a command in this process.</summary>
    public static async Task<Ending> OfAsync(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        int code = await CommandLine.RunAsync(arguments, output, error);
        return new(code, output.ToString(), error.ToString());
    }
}
