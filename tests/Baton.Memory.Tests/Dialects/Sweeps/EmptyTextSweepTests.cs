using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sweeps;

/// <summary>The originals' defaults are often the empty text: for a tool that reads, saying it is saying nothing.</summary>
public sealed class EmptyTextSweepTests
{
    public static TheoryData<string> Names() => [.. DialectNames.All];

    [Theory, MemberData(nameof(Names))]
    public async Task EmptyText_InAFilterOfATool_GivesWhatLeavingItOutGives(string dialect)
    {
        await using var scene = await Scene.OpenAsync(dialect);
        var problems = new List<string>();
        foreach (var (tool, schema) in Originals.Declared(dialect).Where(one => Reads(scene, one.Name)))
        {
            var plain = await scene.CallAsync(tool, scene.RightCall(tool));
            foreach (var property in schema.At("properties").EnumerateObject().Where(property => IsOptionalText(schema, property)))
            {
                var said = await scene.CallAsync(tool, scene.CallWith(tool, property.Name, ""));
                if (said.Failure is { } failure) problems.Add($"{tool} {property.Name}: {failure.Message}");
                else if (said.Content.GetRawText() != plain.Content.GetRawText()) problems.Add($"{tool} {property.Name}: {said.Content}\n instead of {plain.Content}");
            }
        }
        problems.ShouldBeEmpty();
    }

    private static bool Reads(Scene scene, string tool)
        => !RightCalls.NeedsOversight(tool) && tool is not ("get_dev_doc" or "where_did_i_leave_off" or "session_handoff" or "memory" or "m3_call")
            && scene.Room.Server.ListTools(scene.Caller).Single(listed => listed.Name == tool).Annotations.ReadOnly;

    private static bool IsOptionalText(JsonElement schema, JsonProperty property)
        => property.Value.Has("type") && property.Value.At("type").ValueKind == JsonValueKind.String && property.Value.Text("type") == "string" && !property.Value.Has("enum")
            && !(schema.Has("required") && schema.Texts("required").Contains(property.Name));
}
