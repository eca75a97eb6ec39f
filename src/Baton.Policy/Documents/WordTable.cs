using System.Runtime.CompilerServices;

namespace Baton.Policy.Documents;

/// <summary>
/// The words of a document for the values of an enum: <c>RequireApproval</c> is written <c>require_approval</c>. Values are
/// numbered from 0 without gaps, so a value is the place of its word; a dictionary per enum would have to be compiled at start.
/// </summary>
internal static class WordTable<T> where T : struct, Enum
{
    public static string[] Words { get; } = WordNames.Of(typeof(T));

    public static bool TryParse(string word, out T value)
    {
        var place = Array.IndexOf(Words, word);
        value = place < 0 ? default : Unsafe.As<int, T>(ref place);
        return place >= 0;
    }

    public static string Text(T value) => Words[Unsafe.As<T, int>(ref value)];
}
