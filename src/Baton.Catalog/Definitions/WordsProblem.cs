using System.Text.Json;

namespace Baton.Catalog.Definitions;

/// <summary>What is wrong with a title or a description, which every reader takes for text.</summary>
internal static class WordsProblem
{
    public static (string Code, string Message)? Of(JsonElement words, string member) => words.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => SoundText.Is(words) ? null : (ToolListProblemCode.BadText, $"Its {member} holds half of a surrogate pair: read as U+FFFD."),
        _ => (ToolListProblemCode.NotText, $"Its {member} is not a string: taken as absent."),
    };
}
