namespace App.Tests.Server.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData("", "serve", "evaluate", "catalog", "--urls <URLS>", "--data-folder <DIR>", "PLANNER_DATA_FOLDER", "http://localhost:5080")]
    [InlineData("serve", "--urls <URLS>", "--data-folder <DIR>", "PLANNER_DATA_FOLDER", "http://localhost:5080")]
    [InlineData("evaluate", "--case <FILE>", "--data-folder <DIR>", "--json <OUT>", "docs/evaluate-json.md", "worked example")]
    [InlineData("study", "--case <FILE>", "--samples <N>", "--seed <S>", "--sampler <sobol|lhs|mc>", "--json <OUT>", "docs/study-json.md")]
    [InlineData("calibrate", "--input <CSV>", "--output <FILE>", "docs/models/validation.md")]
    [InlineData("validate", "--input <CSV>", "--output <CSV>", "--calibration <FILE>", "--report <JSON>", "docs/models/validation.md")]
    [InlineData("catalog", "list", "check")]
    [InlineData("catalog list", "path, value, range, unit, evidence status")]
    [InlineData("catalog check", "--folder <DIR>")]
    [InlineData("ledger", "verify", "export")]
    [InlineData("ledger verify", "--data-folder <DIR>", "--head <HASH>")]
    [InlineData("ledger export", "--data-folder <DIR>", "--format", "--table", "--output <FILE>")]
    public async Task Help_OfACommand_MentionsEverythingItTakes(string command, params string[] mentioned)
    {
        Ending ending = await Ending.OfAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.All(mentioned, text => Assert.Contains(text, ending.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--samples is 'abc'; accepted: a whole number from 256 to 4194304", "study", "--samples", "abc")]
    [InlineData("--samples is '255'; accepted: a whole number from 256 to 4194304", "study", "--samples", "255")]
    [InlineData("--seed is '-1'; accepted: a whole number from 0 to 18446744073709551615", "study", "--seed", "-1")]
    [InlineData("--sampler is 'dice'; accepted: sobol, lhs, mc", "study", "--sampler", "dice")]
    [InlineData("--format is 'xml'; accepted: prov, csv", "ledger", "export", "--format", "xml")]
    public async Task Option_WithAValueThatIsNotAccepted_SaysWhatIs(string said, params string[] arguments) =>
        Assert.Equal(said, (await Ending.OfAsync(arguments)).RefusesInOneLine());

    [Theory]
    [InlineData("nonsense")]
    [InlineData("--nonsense")]
    [InlineData("evaluate", "--nonsense")]
    [InlineData("evaluate", "case.json")]
    [InlineData("evaluate", "--case")]
    [InlineData("evaluate", "--case", "a", "--case", "b")]
    [InlineData("catalog")]
    [InlineData("catalog", "nonsense")]
    [InlineData("@file")]
    [InlineData("a\nb\u001b[2J")]
    public async Task Command_ThatIsNone_IsRefusedInOneLine(params string[] arguments) =>
        (await Ending.OfAsync(arguments)).RefusesInOneLine();
}
