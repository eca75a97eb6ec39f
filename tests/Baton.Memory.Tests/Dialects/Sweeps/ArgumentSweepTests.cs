using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sweeps;

/// <summary>Every argument of every tool of every dialect, left out, of another type or of another word: refused at its own place.</summary>
public sealed class ArgumentSweepTests
{
    public static TheoryData<string> Names() => [.. DialectNames.All];

    public static TheoryData<string, string> Tools() => Originals.Tools();

    [Theory, MemberData(nameof(Tools))]
    public async Task RightCall_Succeeds(string dialect, string tool)
    {
        if (RightCalls.NeedsOversight(tool)) return;
        await using var scene = await Scene.OpenAsync(dialect);
        var answer = await scene.CallAsync(tool, scene.RightCall(tool));
        answer.Failure.ShouldBeNull($"{answer.Failure?.Code}: {answer.Failure?.Message} {answer.Failure?.Path}");
        answer.Text.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory, MemberData(nameof(Names))]
    public Task RequiredArgument_LeftOutOrNull_IsRefusedAtItsPlace(string dialect) => SweepAsync(dialect, (scene, tool, schema, argument) =>
    {
        if (!schema.Has("required") || !schema.Texts("required").Contains(argument)) return [];
        var (without, withNull) = (scene.CallWith(tool, argument, null), scene.CallWith(tool, argument, null));
        withNull[argument] = null;
        return schema.At("properties").At(argument).Has("type") ? [without, withNull] : [without];
    });

    [Theory, MemberData(nameof(Names))]
    public Task Argument_OfAnotherType_IsRefusedAtItsPlace(string dialect) => SweepAsync(dialect, (scene, tool, schema, argument) =>
    {
        if (!schema.At("properties").At(argument).TryGetProperty("type", out var type) || tool == "m3_call") return [];
        JsonNode[] wrong = type.GetString() switch
        {
            "string" => [7, true, new JsonArray("a"), new JsonObject()],
            "integer" => ["7", 1.5, true],
            "number" => ["7", true, new JsonObject()],
            "boolean" => ["true", 1],
            "array" => ["a", 7, new JsonObject()],
            _ => ["a", 7, new JsonArray()],
        };
        return wrong.Select(value => scene.CallWith(tool, argument, value));
    });

    [Theory, MemberData(nameof(Names))]
    public Task Word_ThatIsNotOfTheList_IsRefusedAtItsPlace(string dialect) => SweepAsync(dialect, (scene, tool, schema, argument)
        => schema.At("properties").At(argument).Has("enum") ? [scene.CallWith(tool, argument, "nonsense"), scene.CallWith(tool, argument, "NONSENSE ")] : []);

    [Theory, MemberData(nameof(Names))]
    public async Task ArgumentThatThereIsNot_IsRefusedByItsName(string dialect)
    {
        await using var scene = await Scene.OpenAsync(dialect);
        foreach (var (tool, _) in Originals.Declared(dialect).Where(one => !RightCalls.NeedsOversight(one.Name)))
        {
            (await RefusedAtAsync(scene, tool, scene.CallWith(tool, "nonsense", 1), "nonsense")).ShouldBeNull(tool);
        }
    }

    private static async Task SweepAsync(string dialect, Func<Scene, string, JsonElement, string, IEnumerable<JsonObject>> calls)
    {
        await using var scene = await Scene.OpenAsync(dialect);
        var problems = new List<string>();
        foreach (var (tool, schema) in Originals.Declared(dialect).Where(one => !RightCalls.NeedsOversight(one.Name)))
        {
            foreach (var argument in schema.At("properties").EnumerateObject().Select(property => property.Name))
            {
                foreach (var call in calls(scene, tool, schema, argument))
                {
                    if (await RefusedAtAsync(scene, tool, call, argument) is { } problem) problems.Add($"{tool} {call.ToJsonString()}: {problem}");
                }
            }
        }
        problems.ShouldBeEmpty();
    }

    private static async Task<string?> RefusedAtAsync(Scene scene, string tool, JsonObject call, string argument)
    {
        var answer = await scene.CallAsync(tool, call);
        return answer.Failure is not { } failure ? $"taken: {answer.Text}"
            : (failure.Code, failure.Path) == (FailureCode.Invalid, "/" + argument) ? null : $"{failure.Code} at {failure.Path}: {failure.Message}";
    }
}
