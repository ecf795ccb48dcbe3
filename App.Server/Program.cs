using System.CommandLine;
using App.Server.Commands;

RootCommand root = new("ProcurementPlanner: what AI inference fleet to buy, how sure that is, and what to check before signing.");
Command serve = new("serve", "Start the application (the default).") { ServeCommand.Urls, ServeCommand.DataFolder };
serve.SetAction(ServeCommand.RunAsync);
root.Options.Add(ServeCommand.Urls);
root.Options.Add(ServeCommand.DataFolder);
root.SetAction(ServeCommand.RunAsync);
root.Subcommands.Add(serve);
root.Subcommands.Add(EvaluateCommand.Create());
root.Subcommands.Add(StudyCommand.Create());
root.Subcommands.Add(CatalogCommand.Create());
root.Subcommands.Add(LedgerCommand.Create());
ParseResult parsed = root.Parse(args);
return parsed.Errors.Count > 0
    ? Failure.Say($"{string.Join(' ', args)}: {parsed.Errors[0].Message}; accepted: see --help")
    : await parsed.InvokeAsync();
