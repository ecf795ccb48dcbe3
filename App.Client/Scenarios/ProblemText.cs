using App.Client.Resources;
using App.Engine.Requirements;
using Microsoft.Extensions.Localization;

namespace App.Client.Scenarios;

/// <summary>Problems of a case in the words of the form: field, value, what is accepted.</summary>
internal static class ProblemText
{
    public static string Of(CaseProblem problem, ProcurementCase entry, IStringLocalizer<Texts> texts)
    {
        CaseField? field = CaseField.Of(entry, texts).FirstOrDefault(field => field.Path == problem.Field)
            ?? CaseField.Of(entry, texts).FirstOrDefault(field => problem.Field.StartsWith(field.Path, StringComparison.Ordinal));
        string name = field is null ? problem.Field : $"{field.Part}: {field.Label}";
        return texts["ProblemText", name, problem.Value, problem.Accepted];
    }
}
