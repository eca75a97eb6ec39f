using System.Collections.Frozen;
using System.Text;

namespace Baton.Policy.Documents;

/// <summary>The words of a document for the values of an enum: <c>RequireApproval</c> is written <c>require_approval</c>.</summary>
internal static class WordTable<T> where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();

    public static string[] Words { get; } = [.. Values.Select(value => Snake(value.ToString()))];

    private static readonly FrozenDictionary<string, T> ByWord = Values.ToFrozenDictionary(value => Snake(value.ToString()), StringComparer.Ordinal);

    private static readonly FrozenDictionary<T, string> ByValue = Values.ToFrozenDictionary(value => value, value => Snake(value.ToString()));

    public static bool TryParse(string word, out T value) => ByWord.TryGetValue(word, out value);

    public static string Text(T value) => ByValue[value];

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
