using System.Text.Json;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Tools;

/// <summary>Says which type was wanted and which one came.</summary>
internal static class BindingFailure
{
    public static Failure WrongType(string name, string wanted, ref Utf8JsonReader reader, string path)
        => Fail.Invalid($"'{name}' must be {wanted}, not {NameOf(reader.TokenType)}.", path);

    /// <summary>The same of an item of a list.</summary>
    public static Failure WrongItem(string list, string wanted, ref Utf8JsonReader reader, string path)
        => Fail.Invalid($"Each of '{list}' must be {wanted}, not {NameOf(reader.TokenType)}.", path);

    private static string NameOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };
}
