using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace App.Server.Commands;

/// <summary>Options that refuse a value with what would be accepted.</summary>
internal static class ClosedOption
{
    /// <summary>Parts the value from what is accepted; a message with it needs no further hint.</summary>
    public const string Accepted = "; accepted: ";

    /// <summary>Accepts some words alone.</summary>
    public static Option<string> OneOf(this Option<string> option, params string[] words)
    {
        option.HelpName = string.Join('|', words);
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ } token] && !words.Contains(token.Value, StringComparer.Ordinal))
            {
                result.AddError($"{option.Name} is '{token.Value}'{Accepted}{string.Join(", ", words)}");
            }
        });
        return option;
    }

    /// <summary>Reads a whole number.</summary>
    public static Func<ArgumentResult, T> Whole<T>(string name, T minimum, T maximum)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => result =>
    {
        string text = result.Tokens[0].Value;
        if (!T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out T number) || number < minimum || number > maximum)
        {
            result.AddError($"{name} is '{text}'{Accepted}a whole number from {minimum} to {maximum}");
        }

        return number;
    };
}
