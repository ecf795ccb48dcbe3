using System.CommandLine;

namespace App.Server.Commands;

/// <summary>What the executable can be told to do.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command to its end.</summary>
    /// <returns>0 for a result, 2 for bad input, 1 where a ledger does not hold, 130 where it was cancelled.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        ParseResult parsed = Root().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Errors.Count > 0
            ? Failure.Say(error, parsed.Errors[0].Message is { } said && said.Contains(ClosedOption.Accepted, StringComparison.Ordinal)
                ? said
                : $"{parsed.Errors[0].Message.TrimEnd('.')}{ClosedOption.Accepted}the commands and options that --help lists")
            : await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }

    private static RootCommand Root()
    {
        RootCommand root = new("ProcurementPlanner: what AI inference fleet to buy, how sure that is, and what to check before signing.");
        ServeCommand.AddTo(root);
        Command serve = new("serve", "Start the application (the default).");
        ServeCommand.AddTo(serve);
        root.Subcommands.Add(serve);
        root.Subcommands.Add(EvaluateCommand.Create());
        root.Subcommands.Add(StudyCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        root.Subcommands.Add(CatalogCommand.Create());
        root.Subcommands.Add(LedgerCommand.Create());
        root.Subcommands.Add(PeopleCommand.Create());
        root.Subcommands.Add(CalibrateCommand.Create());
        root.Subcommands.Add(ValidateCommand.Create());
        return root;
    }
}
