using System.Globalization;
using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tools;

/// <summary>What every tool does with arguments that its own schema forbids, read off the schemas themselves.</summary>
public sealed class ToolContractTests : IAsyncLifetime
{
    private static readonly (string Type, string Json)[] Values =
        [("string", "\"x\""), ("integer", "7"), ("number", "1.5"), ("boolean", "true"), ("object", "{}"), ("array", "[[]]")];

    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public async ValueTask DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task Call_AValueOfAnotherType_IsRefusedAtItsPlace_ByEveryParameterOfEveryTool()
    {
        var tried = 0;
        foreach (var (tool, name, schema) in Parameters())
        {
            if (!schema.TryGetProperty("type", out var declared)) continue;
            var types = Types(declared);
            foreach (var (_, json) in Values.Where(value => !types.Contains(value.Type) && !(value.Type == "integer" && types.Contains("number"))))
            {
                var failure = (await CallAsync(tool, name, json)).ShouldNotBeNull($"{tool} took {json} as {name}");
                (failure.Code, failure.Path!.StartsWith("/" + name, StringComparison.Ordinal)).ShouldBe((FailureCode.Invalid, true), $"{tool} {name} {json}: {failure.Path} {failure.Message}");
                failure.Message.ShouldContain("must be", customMessage: $"{tool} {name} {json}");
                tried++;
            }
        }
        tried.ShouldBeGreaterThan(600);
    }

    [Fact]
    public async Task Call_AWordThatIsNone_IsRefusedAndTheWordsAreNamed_ByEveryEnum()
    {
        var tried = 0;
        foreach (var (tool, name, schema) in Parameters())
        {
            var isList = schema.TryGetProperty("items", out var items);
            if (!(isList ? items : schema).TryGetProperty("enum", out var words)) continue;
            var word = words[0].GetString()!;
            foreach (var wrong in new[] { word.ToUpperInvariant(), word + "x", " " + word })
            {
                var failure = (await CallAsync(tool, name, isList ? $"[\"{wrong}\"]" : $"\"{wrong}\"")).ShouldNotBeNull($"{tool} {name} {wrong}");
                (failure.Code, failure.Path).ShouldBe((FailureCode.Invalid, isList ? $"/{name}/0" : $"/{name}"));
                foreach (var known in words.EnumerateArray()) failure.Hint!.ShouldContain(known.GetString()!);
                tried++;
            }
        }
        tried.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Call_ANumberOutsideItsBounds_IsRefused_AndOneAtThemIsNot()
    {
        var tried = 0;
        foreach (var (tool, name, schema) in Parameters())
        {
            foreach (var (bound, step) in new[] { ("minimum", -1L), ("maximum", 1L) })
            {
                if (!schema.TryGetProperty(bound, out var value)) continue;
                var limit = value.GetInt64();
                if (limit is long.MaxValue or long.MinValue) continue;
                var failure = (await CallAsync(tool, name, (limit + step).ToString(CultureInfo.InvariantCulture))).ShouldNotBeNull($"{tool} {name} beyond {bound}");
                (failure.Code, failure.Path).ShouldBe((FailureCode.Invalid, "/" + name), failure.Message);
                failure.Message.ShouldContain(limit.ToString(CultureInfo.InvariantCulture));
                var at = await CallAsync(tool, name, limit.ToString(CultureInfo.InvariantCulture));
                (at?.Path == "/" + name && at.Message.Contains("at most", StringComparison.Ordinal)).ShouldBeFalse($"{tool} {name} at {bound}: {at?.Message}");
                tried++;
            }
        }
        tried.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Call_WithoutARequiredParameter_IsRefusedAtItsPlace_ByEveryTool()
    {
        foreach (var tool in Tools())
        {
            if (!Schema(tool).TryGetProperty("required", out var required)) continue;
            foreach (var name in required.EnumerateArray().Select(item => item.GetString()!))
            {
                var failure = (await _room.CallAsync(tool.Name)).Failure.ShouldNotBeNull(tool.Name);
                failure.Code.ShouldBe(FailureCode.Invalid, tool.Name);
                failure.Path.ShouldBe("/" + required[0].GetString(), $"{tool.Name}, {name}");
            }
        }
    }

    [Fact]
    public async Task Call_AFieldThatNoToolHas_IsRefusedAndNothingIsWritten_ByEveryTool()
    {
        foreach (var tool in Tools())
        {
            var failure = (await CallAsync(tool.Name, "zq_unknown", "1")).ShouldNotBeNull(tool.Name);
            (failure.Code, failure.Path).ShouldBe((FailureCode.Invalid, "/zq_unknown"), tool.Name);
            failure.Message.ShouldContain("zq_unknown");
        }
        (await _room.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
    }

    [Fact]
    public void OutputSchema_OfEveryTool_RequiresOnlyWhatItDeclares()
    {
        foreach (var tool in Tools())
        {
            using var schema = JsonDocument.Parse(tool.OutputSchema);
            var declared = schema.RootElement.At("properties").EnumerateObject().Select(property => property.Name).ToList();
            var required = schema.RootElement.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToList() : [];
            required.ShouldBeSubsetOf(declared, tool.Name);
            required.ShouldNotBeEmpty(tool.Name);
        }
    }

    private IReadOnlyList<ToolDefinition> Tools() => _room.Server.ListTools(_room.Caller());

    private IEnumerable<(string Tool, string Name, JsonElement Schema)> Parameters()
        => Tools().SelectMany(tool => Schema(tool).At("properties").EnumerateObject().Select(property => (tool.Name, property.Name, property.Value)));

    private static JsonElement Schema(ToolDefinition tool) => JsonDocument.Parse(tool.InputSchema).RootElement;

    private static List<string> Types(JsonElement declared)
        => declared.ValueKind == JsonValueKind.Array ? [.. declared.EnumerateArray().Select(type => type.GetString()!)] : [declared.GetString()!];

    private async Task<Failure?> CallAsync(string tool, string name, string json) => (await _room.CallAsync(tool, $"{{'{name}':{json}}}")).Failure;
}
