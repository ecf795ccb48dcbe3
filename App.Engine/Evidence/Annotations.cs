namespace App.Engine.Evidence;

/// <summary>Remarks as threads: a first remark and what was answered to it, in the order of time.</summary>
public static class Annotations
{
    /// <summary>The threads of a list of remarks: of each the first remark and its replies, replies to replies among them.</summary>
    /// <param name="remarks">Remarks about one thing, oldest first.</param>
    public static IEnumerable<(Annotation First, IReadOnlyList<Annotation> Replies)> Threads(IReadOnlyList<Annotation> remarks)
    {
        ILookup<string, Annotation> replies = remarks.Where(remark => remark.Entry.ReplyTo is not null)
            .ToLookup(remark => FirstOf(remarks, remark.Entry.AnnotationId), StringComparer.Ordinal);
        return remarks.Where(remark => remark.Entry.ReplyTo is null)
            .Select(first => (first, (IReadOnlyList<Annotation>)[.. replies[first.Entry.AnnotationId]]));
    }

    /// <summary>How many threads wait for somebody.</summary>
    /// <param name="remarks">Remarks about one thing.</param>
    public static int Open(IEnumerable<Annotation> remarks) => remarks.Count(remark => remark is { Entry.ReplyTo: null, Resolved: null });

    /// <summary>The remark that began a remark's thread.</summary>
    /// <param name="remarks">Remarks about one thing.</param>
    /// <param name="id">One of them.</param>
    /// <returns>The id of the first; the remark's own where it answers nothing.</returns>
    internal static string FirstOf(IReadOnlyList<Annotation> remarks, string id)
    {
        string first = id;
        while (remarks.FirstOrDefault(remark => remark.Entry.AnnotationId == first)?.Entry.ReplyTo is { } before)
        {
            first = before;
        }

        return first;
    }
}
