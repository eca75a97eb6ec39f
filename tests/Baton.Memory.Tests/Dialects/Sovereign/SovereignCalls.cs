using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sovereign;

/// <summary>What the tests of the dialect write again and again.</summary>
internal static class SovereignCalls
{
    /// <summary>Well formed, and of nothing.</summary>
    public const string Unknown = "m_01KJMMA2G06ZGY9T49QCDZZZZZ";

    public static DialectRoom Sovereign(this Room room) => new(room, DialectNames.Sovereign);

    /// <summary>Records an insight with more members, said with single quotes; its id.</summary>
    public static async Task<string> InsightAsync(this DialectRoom tools, string content, string members = "'domain':'wood'")
        => (await tools.DoneAsync("record_insight", $"{{'content':'{content}',{members}}}")).Content.Text("insight_id");

    public static async Task<List<string>> InsightsAsync(this DialectRoom tools, string call = "{}")
        => [.. (await tools.DoneAsync("recall_insights", call)).Content.At("insights").EnumerateArray().Select(one => one.Text("content"))];

    public static async Task<string> SentAsync(this DialectRoom tools, string body, string members = "")
        => (await tools.DoneAsync("comms_send", $"{{'body':'{body}'{(members.Length == 0 ? "" : "," + members)}}}")).Content.Text("message_id");

    public static async Task<List<string>> BodiesAsync(this DialectRoom tools, string tool, string call)
        => [.. (await tools.DoneAsync(tool, call)).Content.At("messages").EnumerateArray().Select(one => one.Text("body"))];
}
