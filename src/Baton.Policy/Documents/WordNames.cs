using System.Text;

namespace Baton.Policy.Documents;

/// <summary>Makes the words of an enum.</summary>
internal static class WordNames
{
    /// <summary>The words in the order of the values.</summary>
    /// <exception cref="NotSupportedException">The enum is not numbered from 0 without gaps, as <c>int</c>.</exception>
    public static string[] Of(Type kind)
    {
        var names = Enum.GetNames(kind);
        if (Enum.GetValuesAsUnderlyingType(kind) is not int[] values) throw new NotSupportedException($"{kind.Name} is not numbered by int.");
        var words = new string[names.Length];
        for (var place = 0; place < words.Length; place++)
        {
            if (values[place] != place) throw new NotSupportedException($"{kind.Name} has a gap at {place}.");
            words[place] = Snake(names[place]);
        }
        return words;
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}
