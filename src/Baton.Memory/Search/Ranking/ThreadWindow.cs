namespace Baton.Memory.Search.Ranking;

/// <summary>Finds a record's neighbours in its thread among the candidates.</summary>
internal sealed class ThreadWindow
{
    private readonly Dictionary<(string Thread, long Position), Candidate> _places = [];

    public ThreadWindow(IEnumerable<Candidate> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (candidate is { Thread: { } thread, Position: { } position }) _places.TryAdd((thread, position), candidate);
        }
    }

    /// <summary>The record so many places further on, or null.</summary>
    public Candidate? At(Candidate from, int offset)
        => from is { Thread: { } thread, Position: { } position } && _places.TryGetValue((thread, position + offset), out var found) ? found : null;
}
