using System.Text;
using Baton.Memory.Safety;

namespace Baton.Memory.Handoffs;

/// <summary>The bodies of a merge, each below a head that names its source.</summary>
internal sealed class MergedBody
{
    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int Length)> _heads = [];

    public string Text => _text.ToString();

    public void Add(string head, string body)
    {
        var start = _text.Length;
        if (start > 0) _text.Append("\n\n");
        _text.Append(head);
        _heads.Add((start, _text.Length - start));
        _text.Append(body);
    }

    /// <summary>
    /// The text with each head that two halves of a secret enclose put behind the secret: what is replaced takes no source's name
    /// with it, and what follows stands below its own.
    /// </summary>
    public string WithoutHeadsInSecrets()
    {
        var text = Text;
        var moved = new StringBuilder(text.Length);
        var from = 0;
        foreach (var secret in SecretScanner.Find(text))
        {
            var end = secret.Start + secret.Length;
            var within = _heads.Where(head => head.Start > secret.Start && head.Start + head.Length < end).ToList();
            if (within.Count == 0) continue;
            foreach (var (start, length) in within)
            {
                moved.Append(text, from, start - from);
                from = start + length;
            }
            moved.Append(text, from, end - from);
            foreach (var (start, length) in within) moved.Append(text, start, length);
            from = end;
        }
        return from == 0 ? text : moved.Append(text, from, text.Length - from).ToString();
    }
}
