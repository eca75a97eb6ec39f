namespace Baton.Gateway.Pins;

/// <summary>
/// Finds the resource template that a URI was made from: its literal parts in order, anything in the place of an expression
/// (RFC 6570). An approved template that fits wins over one that is not.
/// </summary>
internal static class TemplateMatch
{
    public static string? Find(ServerPins pins, OfferedDefinitions? offered, string uri)
    {
        var fitting = (offered?.Names ?? []).Where(template => Fits(template, uri)).ToList();
        return fitting.Find(template => pins.Approved.TryGetValue(new PinKey(PinKind.Template, template), out var hash) && offered?.Differs(template, hash) != true)
            ?? fitting.FirstOrDefault();
    }

    /// <summary>Whether the URI can be an expansion of the template.</summary>
    public static bool Fits(string template, string uri)
    {
        var literals = Literals(template);
        if (literals.Count == 1) return uri == literals[0];
        var (first, last) = (literals[0], literals[^1]);
        if (!uri.StartsWith(first, StringComparison.Ordinal) || !uri.EndsWith(last, StringComparison.Ordinal)) return false;
        var at = first.Length;
        foreach (var literal in literals.Skip(1).SkipLast(1))
        {
            var found = uri.IndexOf(literal, at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + literal.Length;
        }
        return at + last.Length <= uri.Length;
    }

    private static List<string> Literals(string template)
    {
        var literals = new List<string>();
        var at = 0;
        while (true)
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            literals.Add(close < 0 ? template[at..] : template[at..open]);
            if (close < 0) return literals;
            at = close + 1;
        }
    }
}
