using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;

namespace Baton.Memory.Dialects.M3.Meta;

/// <summary>One call by name and how it went; of a dry run there is no reply.</summary>
internal sealed record MetaCall(string Tool, ToolReply? Reply, Failure? Failure)
{
    public string Text => Failure is { } failure ? $"{Tool}: {failure.Code}: {failure.Message} {failure.Hint}".TrimEnd() : Reply?.Text ?? $"{Tool}: the arguments are right.";

    public void Write(Utf8JsonWriter json)
    {
        json.WriteBoolean("ok", Failure is null);
        json.WriteString("tool", Tool);
        json.Text("error", Failure?.Code);
        json.Text("detail", Failure?.Message);
        if (Failure is not null || Reply is null) return;
        json.WritePropertyName("result");
        json.WriteRawValue(Reply.StructuredContent.Span, skipInputValidation: true);
    }
}
