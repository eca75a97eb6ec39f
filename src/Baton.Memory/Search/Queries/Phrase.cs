using System.Text;

namespace Baton.Memory.Search.Queries;

/// <summary>The form in which a phrase and the text it is looked for in are compared: lower case, single spaces.</summary>
internal static class Phrase
{
    public static string Normalise(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter)) normal.Append(char.ToLowerInvariant(letter));
            else if (normal.Length > 0 && normal[^1] != ' ') normal.Append(' ');
        }
        return normal.ToString().TrimEnd();
    }
}
