namespace Crossdock.Planner.Forecasting;

/// <summary>
/// Order statistics by partial quicksort (Chambers 1971, CACM Algorithm 410). STL as it is established asks it for the two middle values, the upper one first; the algorithm expects
/// rising indices, so that now and then a neighbour of the middle value comes back. The robustness weights of that STL rest on it, and this class keeps to it so that the same
/// decomposition comes out; with rising indices it is an ordinary partial sort.
/// </summary>
internal static class PartialSort
{
    /// <summary>Segments this short are sorted by insertion.</summary>
    private const int Short = 10;

    /// <summary>Reorders <paramref name="values"/> in place until the wanted positions (from 0, rising) hold what they would hold in full order.</summary>
    public static void Place(double[] values, params ReadOnlySpan<int> wanted)
    {
        var waiting = new Stack<(int From, int To, int FirstWanted, int LastWanted)>();
        var (from, to, first, last) = (0, values.Length - 1, 0, wanted.Length - 1);
        var whole = true;
        while (true)
        {
            if (to - from <= Short && !(whole && from < to))
            {
                // The lowest segment has no smaller neighbour that would stop an insertion, so it is split to the end.
                if (from > 0 || from >= to)
                {
                    if (from > 0) Insert(values, from, to);
                    if (!Next(waiting, ref from, ref to, ref first, ref last)) return;
                    continue;
                }
            }

            whole = false;
            var (low, high) = Split(values, from, to);
            if (low - from <= to - high)
            {
                var (segment, end) = ((high, to, first, last), last);
                to = low;
                while (end >= first && wanted[end] > to) end--;
                waiting.Push(end >= first ? (segment.high, segment.to, end + 1, last) : segment);
                last = end;
            }
            else
            {
                var (segment, start) = ((from, low, first, last), first);
                from = high;
                while (start <= last && wanted[start] < from) start++;
                waiting.Push(start <= last ? (segment.from, segment.low, first, start - 1) : segment);
                first = start;
            }

            if (first > last && !Next(waiting, ref from, ref to, ref first, ref last)) return;
        }
    }

    private static bool Next(Stack<(int From, int To, int First, int Last)> waiting, ref int from, ref int to, ref int first, ref int last)
    {
        while (waiting.TryPop(out var segment))
        {
            (from, to, first, last) = segment;
            if (first <= last) return true;
        }

        return false;
    }

    private static void Insert(double[] values, int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            var value = values[i];
            var k = i - 1;
            while (k >= 0 && value < values[k])
            {
                values[k + 1] = values[k];
                k--;
            }

            values[k + 1] = value;
        }
    }

    // Around the median of first, middle and last: what is left of the answer's low is at most the pivot, right of its high at least.
    private static (int Low, int High) Split(double[] values, int from, int to)
    {
        var middle = (from + to + 2) / 2 - 1;
        if (values[from] > values[middle]) (values[from], values[middle]) = (values[middle], values[from]);
        if (values[to] < values[middle])
        {
            (values[to], values[middle]) = (values[middle], values[to]);
            if (values[from] > values[middle]) (values[from], values[middle]) = (values[middle], values[from]);
        }

        var pivot = values[middle];
        int high = from, low = to;
        while (true)
        {
            do low--;
            while (values[low] > pivot);
            do high++;
            while (values[high] < pivot);
            if (high > low) return (low, high);
            (values[low], values[high]) = (values[high], values[low]);
        }
    }
}
