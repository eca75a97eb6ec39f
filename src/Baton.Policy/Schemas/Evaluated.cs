namespace Baton.Policy.Schemas;

/// <summary>Which members or elements of one instance some keyword has judged; for <c>unevaluated*</c> only.</summary>
internal sealed class Evaluated(int count)
{
    private readonly bool[] _seen = new bool[count];

    public void Mark(int index) => _seen[index] = true;

    public void MarkFirst(int number) => _seen.AsSpan(0, Math.Min(number, _seen.Length)).Fill(true);

    public void MarkAll() => _seen.AsSpan().Fill(true);

    public bool IsMarked(int index) => _seen[index];

    public void Merge(Evaluated other)
    {
        for (var at = 0; at < _seen.Length; at++) _seen[at] |= other._seen[at];
    }
}
