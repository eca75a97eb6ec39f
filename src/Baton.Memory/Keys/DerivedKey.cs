using System.Text;

namespace Baton.Memory.Keys;

/// <summary>A key for a record whose author gave none: readable, and new because it ends in the id's own random tail.</summary>
internal static class DerivedKey
{
    private const int SlugLength = 48;
    private const int TailLength = 6;

    public static string For(string? title, string summary, string id)
    {
        var slug = Slug(title ?? summary);
        var tail = id[^TailLength..].ToLowerInvariant();
        return slug.Length == 0 ? tail : $"{slug}-{tail}";
    }

    private static string Slug(string text)
    {
        var slug = new StringBuilder(SlugLength);
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune))
            {
                gap = slug.Length > 0;
                continue;
            }
            if (slug.Length + (gap ? 1 : 0) + rune.Utf16SequenceLength > SlugLength) break;
            if (gap) slug.Append('-');
            gap = false;
            slug.Append(Rune.ToLowerInvariant(rune).ToString());
        }
        return slug.ToString();
    }
}
