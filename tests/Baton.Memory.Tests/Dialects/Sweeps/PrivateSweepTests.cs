using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sweeps;

/// <summary>Another's private memory, named in any argument of any tool: every answer is the one to an id that is nobody's.</summary>
public sealed class PrivateSweepTests
{
    private const string Nobodys = "m_01KJMMA2G06ZGY9T49QCDZZZZZ";
    private const string Words = "Xylography of the hidden cove";

    public static TheoryData<string> Names() => [.. DialectNames.All];

    [Theory, MemberData(nameof(Names))]
    public async Task PrivateId_InAnyArgument_IsAnsweredLikeAnIdThatIsNobodys(string dialect)
    {
        await using var scene = await Scene.OpenAsync(dialect);
        await using var twin = await Scene.OpenAsync(dialect);
        var hidden = await HideAsync(scene);
        (await HideAsync(twin)).ShouldBe(hidden);
        var problems = new List<string>();
        foreach (var (tool, argument, schema) in Texts(dialect))
        {
            var (asked, unknown) = (await CallAsync(scene, tool, argument, schema, hidden), await CallAsync(twin, tool, argument, schema, Nobodys));
            if (Plain(asked) != Plain(unknown)) problems.Add($"{tool} {argument}: {asked.Text}\n instead of {unknown.Text}");
        }
        problems.ShouldBeEmpty();
        (await scene.Room.DoneAsync("memory_get", $"{{'id':'{hidden}','history':true}}")).At("history").GetArrayLength().ShouldBe(1);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task PrivateText_IsInNoAnswerToAnother(string dialect)
    {
        await using var scene = await Scene.OpenAsync(dialect);
        await HideAsync(scene);
        var bob = scene.Tools.Caller("bob");
        foreach (var (tool, _) in Originals.Declared(dialect).Where(one => !RightCalls.NeedsOversight(one.Name)))
        {
            var call = scene.RightCall(tool);
            foreach (var asks in (string[])["query", "context", "search"])
            {
                if (call.ContainsKey(asks) || Originals.Declared(dialect).Single(one => one.Name == tool).Schema.At("properties").Has(asks)) call[asks] = "xylography cove";
            }
            var answer = await scene.CallAsync(tool, call, bob);
            answer.Text.ShouldNotContain("of the hidden", Case.Insensitive, tool);
            if (answer.Failure is null) answer.Content.GetRawText().ShouldNotContain("of the hidden", Case.Insensitive, tool);
        }
    }

    [Fact]
    public async Task Explanation_OfAnEmptySearch_DoesNotCountWhatIsHidden()
    {
        await using var scene = await Scene.OpenAsync(DialectNames.M3);
        var before = await scene.Tools.DoneAsync("memory_search", "{'query':'xylography'}", scene.Tools.Caller("bob"));
        await HideAsync(scene);
        (await scene.Tools.DoneAsync("memory_search", "{'query':'xylography'}", scene.Tools.Caller("bob"))).Text.ShouldBe(before.Text);
    }

    private static async Task<string> HideAsync(Scene scene)
        => (await scene.Room.DoneAsync("memory_save", $"{{'content':'{Words}','visibility':'private','tags':['wood'],'pinned':true}}")).Text("memories.0.id");

    private static async Task<Answer> CallAsync(Scene scene, string tool, string argument, JsonElement schema, string id)
        => await scene.CallAsync(tool, scene.CallWith(tool, argument, schema.Text("type") == "array" ? new JsonArray(id) : JsonValue.Create(id)), scene.Tools.Caller("bob"));

    /// <summary>The refusal without the id; of what was taken, only that it was.</summary>
    private static string Plain(Answer answer)
        => answer.Failure is { } failure ? $"{failure.Code} {failure.Path} {failure.Message.Replace(Nobodys, "id", StringComparison.Ordinal)} {failure.Hint} {failure.DetailsJson}" is var text
            ? System.Text.RegularExpressions.Regex.Replace(text, "m_[0-9A-Z]{26}", "id") : "" : "taken";

    private static IEnumerable<(string Tool, string Argument, JsonElement Schema)> Texts(string dialect)
        => Originals.Declared(dialect).Where(tool => !RightCalls.NeedsOversight(tool.Name)).SelectMany(tool => tool.Schema.At("properties").EnumerateObject()
            .Where(property => !property.Value.Has("enum") && property.Value.TryGetProperty("type", out var type)
                && (type.GetString() == "string" || (type.GetString() == "array" && property.Value.Text("items.type") == "string")))
            .Select(property => (tool.Name, property.Name, property.Value)));
}
