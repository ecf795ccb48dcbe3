namespace App.Tests.Support;

/// <summary>Counts what work allocates.</summary>
internal static class Allocations
{
    private const int Tries = 5;

    /// <summary>
    /// Bytes that a piece of work allocates on this thread each time: the fewest of a few tries, since the runtime itself allocates
    /// a little whenever it recompiles a method that is called often.
    /// </summary>
    public static long Of(Action work)
    {
        work();
        long fewest = long.MaxValue;
        for (int i = 0; i < Tries && fewest > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
