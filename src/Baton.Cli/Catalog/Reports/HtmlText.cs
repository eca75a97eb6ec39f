using System.Text;
using Baton.Catalog.Text;

namespace Baton.Cli.Catalog.Reports;

/// <summary>Text for a page: whatever came from the server becomes visible text, never markup.</summary>
internal static class HtmlText
{
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in Printable.Of(text))
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(character),
            };
        }
        return escaped.ToString();
    }

    /// <summary>A word of a fixed list as a coloured chip.</summary>
    public static string Chip(string word) => $"<span class=\"chip {word}\">{word}</span>";
}
