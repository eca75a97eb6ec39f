using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>The reply of a write: a receipt, the secrets that were replaced in what came, and notes about it.</summary>
internal static class ScreenedReply
{
    public static ToolReply Of(string text, ImmutableArray<Redaction> redacted, ImmutableArray<string> notes, Action<Utf8JsonWriter> receipt)
        => Reply.Of(Notes.After(text, redacted, notes), json =>
        {
            receipt(json);
            json.Redacted(redacted);
            json.AllTexts("notes", notes);
        });
}
