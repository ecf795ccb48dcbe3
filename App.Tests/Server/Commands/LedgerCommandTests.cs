using App.Engine.Evidence;

namespace App.Tests.Server.Commands;

[Collection("Standard input")]
public sealed class LedgerCommandTests
{
    private const string Columns = "subject,says,title,publisher,sourceType,independenceGroup,reliability,credibility\n";
    private const string Owner = "owner@company.example";

    [Theory]
    [InlineData("zz")]
    [InlineData("")]
    [InlineData("9bdb13b9081a954f8bc4974a74dc098407de6b8c7fe6d3b524943fc1fa7ce68")]
    [InlineData("9bdb13b9081a954f8bc4974a74dc098407de6b8c7fe6d3b524943fc1fa7ce68g")]
    public async Task Verify_WithWhatIsNoHash_IsBadInputAndNotABrokenChain(string head)
    {
        string line = (await Ending.OfAsync("ledger", "verify", "--head", head)).RefusesInOneLine();

        Assert.Contains($"--head is '{head}'; accepted: a hash", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WithAHash_SaysWhetherItIsInTheChain()
    {
        using TemporaryFolder folder = await OwnedAsync();
        Ending plain = await Ending.OfAsync("ledger", "verify", "--data-folder", folder.Path);
        string newest = plain.Output.TrimEnd().Split(' ')[^1];

        Ending held = await Ending.OfAsync("ledger", "verify", "--data-folder", folder.Path, "--head", newest.ToUpperInvariant());
        Ending other = await Ending.OfAsync("ledger", "verify", "--data-folder", folder.Path, "--head", LedgerChain.Origin);

        Assert.Equal((0, plain.Output), (held.ExitCode, held.Output));
        Assert.Equal((1, ""), (other.ExitCode, other.Output));
    }

    [Fact]
    public async Task Import_TakesWhatExportWrote_InBothFormats_AndNewItemsOnce()
    {
        using TemporaryFolder folder = await OwnedAsync();
        using TemporaryFolder files = new();
        foreach (string format in (string[])["csv", "prov"])
        {
            Ending written = await Ending.OfAsync("ledger", "export", "--format", format, "--output", files.At(format), "--data-folder", folder.Path);
            Assert.Equal((0, ""), (written.ExitCode, written.Error));
            Ending none = await ImportAsync(folder, format, files.At(format));
            Assert.Equal((0, ""), (none.ExitCode, none.Error));
            Assert.StartsWith("0 of ", none.Output, StringComparison.Ordinal);
        }

        Ending one = await ImportAsync(folder, "csv", files.Write("new.csv", "id," + Columns + "quote-1,Atlas 350,price,A quote,Vendor,quote,vendor,B,2\n"));

        Assert.Equal((0, "", "1 of 1 items recorded, the others were there already\n"), (one.ExitCode, one.Error, one.Output));
    }

    [Theory]
    [InlineData("csv", "", "file is empty; accepted: ")]
    [InlineData("csv", Columns + "s,\"an open quote\n", "; accepted: ")]
    [InlineData("csv", "id,name\n1,2\n", "header is name; accepted: the columns id, subject")]
    [InlineData("csv", Columns + "s,s,t,p,st,g,Z,1\n", "row 2, reliability is Z; accepted: A to F")]
    [InlineData("prov", "hello", "file is not readable at line 1, byte 1")]
    [InlineData("prov", "[]", "file is not of the expected shape; accepted: a PROV document")]
    public async Task Import_OfABadFile_NamesFileFieldValueAndWhatIsAccepted(string format, string text, string expected)
    {
        using TemporaryFolder files = new();
        string file = files.Write("evidence", text);

        string line = (await ImportAsync(files, format, file)).RefusesInOneLine();

        Assert.StartsWith($"{file}: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_InTheNameOfNobody_IsRefused()
    {
        using TemporaryFolder folder = await OwnedAsync();
        string file = folder.Write("new.csv", Columns + "Atlas 350,price,A quote,Vendor,quote,vendor,B,2\n");

        string line = (await Ending.OfAsync("ledger", "import", "--format", "csv", "--file", file, "--as", "nobody@company.example", "--data-folder", folder.Path)).RefusesInOneLine();

        Assert.Contains("--as is 'nobody@company.example', who has no account here", line, StringComparison.Ordinal);
    }

    private static Task<Ending> ImportAsync(TemporaryFolder folder, string format, string file) =>
        Ending.OfAsync("ledger", "import", "--format", format, "--file", file, "--as", Owner, "--data-folder", folder.Path);

    private static async Task<TemporaryFolder> OwnedAsync()
    {
        TemporaryFolder folder = new();
        Console.SetIn(new StringReader("a long enough pass phrase"));
        Ending made = await Ending.OfAsync("people", "add-owner", "--email", Owner, "--name", "Olga Owner", "--data-folder", folder.Path);
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        return folder;
    }
}
