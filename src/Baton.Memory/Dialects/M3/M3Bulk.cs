using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>Does the same to several things, each by itself, and says of each how it went, in the order they came.</summary>
internal static class M3Bulk
{
    public static async ValueTask<Outcome<ToolReply>> RunAsync<T>(
        string what, ImmutableArray<T> items, int most, string path, Func<T, ValueTask<Outcome<ToolReply>>> run)
    {
        if (items.IsEmpty) return Fail.Invalid($"There is nothing in {path[1..]}.", path);
        if (items.Length > most) return Fail.TooLarge(path[1..], items.Length, most, "items", path, "Send them in several calls.");
        var replies = ImmutableArray.CreateBuilder<Outcome<ToolReply>>(items.Length);
        foreach (var item in items) replies.Add(await run(item));
        var failed = replies.Count(reply => !reply.Succeeded);
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{what}: {items.Length - failed} done, {failed} failed."));
        for (var i = 0; i < replies.Count; i++)
        {
            foreach (var line in LinesOf(replies[i])) text.Append(CultureInfo.InvariantCulture, $"\n{path[1..]}[{i}] {line}");
        }
        return Reply.Of(text.ToString(), json =>
        {
            json.WriteStartArray("results");
            foreach (var reply in replies)
            {
                if (reply.TryGet(out var done, out var failure))
                {
                    json.WriteRawValue(done.StructuredContent.Span, skipInputValidation: true);
                    continue;
                }
                json.WriteStartObject();
                json.WriteBoolean("ok", false);
                json.WriteString("error", failure.Code);
                json.WriteString("detail", failure.Message);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("done", items.Length - failed);
            json.WriteNumber("failed", failed);
        });
    }

    /// <summary>What the reader must know of one thing: why it failed, or what was remarked below its receipt.</summary>
    private static IEnumerable<string> LinesOf(Outcome<ToolReply> reply)
        => reply.TryGet(out var done, out var failure) ? done.Text.Split('\n').Skip(1) : [$"{failure.Code}: {failure.Message}"];
}
