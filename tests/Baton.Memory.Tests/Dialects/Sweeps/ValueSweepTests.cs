using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sweeps;

/// <summary>Every text of every tool of every dialect, odd or too long, and every word of its list: taken, or refused at its own place.</summary>
public sealed class ValueSweepTests
{
    /// <summary>Small enough that one long text is over all of them.</summary>
    private static readonly MemoryLimits Small = new()
    {
        BodyBytes = 4000, ContentBytes = 4000, SummaryBytes = 4000, ItemBytes = 3000, QueryBytes = 4000, ConversationBytes = 4000, ConversationSummaryBytes = 4000,
    };

    private static readonly string[] Odd = ["", " ", "\u0001", "a\nb\r\nc", "../../etc/passwd", "\ud83d\ude00", "m_01", new('x', 20_000)];

    public static TheoryData<string, string> Tools() => Originals.Tools();

    [Theory, MemberData(nameof(Tools))]
    public async Task Text_OddOrTooLong_IsTaken_OrRefusedAtItsPlace(string dialect, string tool)
        => await SweepAsync(dialect, tool, (schema, argument) => IsText(schema) ? [.. Odd.Select(text => JsonValue.Create(text))]
            : IsTexts(schema) ? [.. Odd.Select(text => new JsonArray(text))] : [], (failure, argument) => !IsSaidOf(dialect, tool, argument, failure));

    [Theory, MemberData(nameof(Tools))]
    public async Task Word_OfTheList_IsKnown(string dialect, string tool)
        => await SweepAsync(dialect, tool, (schema, argument) => schema.Has("enum") && tool != "memory" ? [.. schema.Texts("enum").Select(word => JsonValue.Create(word))] : [],
            (failure, argument) => failure.Code == FailureCode.Invalid && failure.Path == "/" + argument);

    private static async Task SweepAsync(string dialect, string tool, Func<JsonElement, string, JsonNode[]> values, Func<Failure, string, bool> isWrong)
    {
        var problems = new List<string>();
        Scene? scene = null;
        foreach (var property in Originals.Declared(dialect).Single(one => one.Name == tool).Schema.At("properties").EnumerateObject().Where(_ => !RightCalls.NeedsOversight(tool)))
        {
            foreach (var value in values(property.Value, property.Name))
            {
                scene ??= await Scene.OpenAsync(dialect, Small);
                var call = scene.CallWith(tool, property.Name, value);
                var answer = await scene.CallAsync(tool, call);
                if (answer.Failure is { } failure && isWrong(failure, property.Name))
                {
                    problems.Add($"{Shown(call)}: {failure.Code} at {failure.Path}: {failure.Message}");
                }
                if (answer.Failure is not null || !RightCalls.Spends(tool)) continue;
                await scene.DisposeAsync();
                scene = null;
            }
        }
        if (scene is not null) await scene.DisposeAsync();
        problems.ShouldBeEmpty();
    }

    /// <summary>
    /// What is wrong with an argument is said of it. What is not there may be said of any argument that the tool has: a topic is
    /// missing in a project of another name. An empty text may leave nothing to do.
    /// </summary>
    private static bool IsSaidOf(string dialect, string tool, string argument, Failure failure)
    {
        var said = failure.Path?.Split('/').ElementAtOrDefault(1) ?? "";
        return said == argument || (failure.Code == FailureCode.NotFound && Originals.Declared(dialect).Single(one => one.Name == tool).Schema.At("properties").Has(said))
            || failure.Message == "There is nothing to change.";
    }

    private static bool IsText(JsonElement schema) => !schema.Has("enum") && (!schema.TryGetProperty("type", out var type) || type.GetString() == "string");

    private static bool IsTexts(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.GetString() == "array" && schema.Text("items.type") == "string";

    private static string Shown(JsonObject call) => call.ToJsonString() is { Length: > 200 } text ? text[..100] + "…" + text[^80..] : call.ToJsonString();
}
