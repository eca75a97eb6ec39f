using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

/// <summary>Makes replies: a short text and the structured content, or a failure with neither in doubt.</summary>
internal static class Reply
{
    public static ToolReply Of(string text, Action<Utf8JsonWriter> members, int capacity = 1024) => new()
    {
        Text = text,
        StructuredContent = JsonText.Write(json =>
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }, capacity),
    };

    public static ToolReply Of(Failure failure) => new()
    {
        Text = failure.Hint is { } hint ? $"{failure.Code}: {failure.Message} {hint}" : $"{failure.Code}: {failure.Message}",
        Failure = failure,
    };
}
