using System.Globalization;

namespace App.Client.Requirements;

/// <summary>Ids for workloads and options that are added.</summary>
internal static class FreshId
{
    private const int Longest = 40;

    /// <summary>The wanted id, with a number behind it where it is taken.</summary>
    public static string Of(string wanted, IEnumerable<string> taken)
    {
        HashSet<string> ids = [.. taken];
        for (int i = 1; ; i++)
        {
            string end = i == 1 ? "" : $"-{i.ToString(CultureInfo.InvariantCulture)}";
            string id = wanted[..Math.Min(wanted.Length, Longest - end.Length)] + end;
            if (!ids.Contains(id))
            {
                return id;
            }
        }
    }
}
