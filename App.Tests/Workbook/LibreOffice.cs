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

    /// <summary>Converts files, all in one process.</summary>
    /// <param name="folder">A folder of one's own; the results go to its folder "out".</param>
    /// <param name="format">"xlsx" or "pdf".</param>
    /// <param name="files">The files.</param>
    /// <returns>The folder of the results.</returns>
    public static async Task<string> ConvertAsync(string folder, string format, IEnumerable<string> files)
    {
        string profile = Path.Combine(folder, "profile");
        string results = Path.Combine(folder, "out");
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
        return results;
    }
}
