using System.Collections.Immutable;
using Baton.Memory.Json;
using Baton.Memory.Server;

namespace Baton.Memory.Tools;

/// <summary>The answer of deletions and restorations.</summary>
internal static class TouchedReply
{
    public const string Output = "{\"count\":{\"type\":\"integer\"},\"ids\":" + Common.TextList + "}";

    public static ToolReply Of(string text, ImmutableArray<string> ids) => Reply.Of(text, json =>
    {
        json.WriteNumber("count", ids.Length);
        json.AllTexts("ids", ids);
    });
}
