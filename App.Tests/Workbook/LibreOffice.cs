using System.Diagnostics;

namespace App.Tests.Workbook;

/// <summary>LibreOffice without a window, told to compute every formula anew and trust no value in the file.</summary>
internal static class LibreOffice
{
    private const string Settings = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
        </oor:items>
        """;

    private const int MostProcesses = 2;

    /// <summary>Converts files in as many processes as there are cores, two at most: each uses one core.</summary>
    /// <param name="folder">A folder of one's own; the results go to its folder "out".</param>
    /// <param name="format">"xlsx", "csv" or "pdf".</param>
    /// <param name="files">The files.</param>
    /// <returns>The folder of the results.</returns>
    public static async Task<string> ConvertAsync(string folder, string format, IReadOnlyCollection<string> files)
    {
        string results = Path.Combine(folder, "out");
        int processes = Math.Min(Math.Min(MostProcesses, Environment.ProcessorCount), files.Count);
        await Task.WhenAll(files.Select((file, index) => (file, index)).GroupBy(pair => pair.index % processes, pair => pair.file)
            .Select(share => RunAsync(Path.Combine(folder, $"profile-{share.Key}"), results, format, [.. share])));
        return results;
    }

    private static async Task RunAsync(string profile, string results, string format, string[] files)
    {
        Directory.CreateDirectory(Path.Combine(profile, "user"));
        await File.WriteAllTextAsync(Path.Combine(profile, "user", "registrymodifications.xcu"), Settings);
        ProcessStartInfo start = new("soffice") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["--headless", $"-env:UserInstallation=file://{profile}", "--convert-to", format, "--outdir", results, .. files])
        {
            start.ArgumentList.Add(argument);
        }

        using Process office = Process.Start(start) ?? throw new InvalidOperationException("LibreOffice (soffice) cannot be started.");
        Task<string> output = office.StandardOutput.ReadToEndAsync();
        string error = await office.StandardError.ReadToEndAsync();
        await office.WaitForExitAsync();
        Assert.True(office.ExitCode == 0, $"{await output}\n{error}");
    }
}
