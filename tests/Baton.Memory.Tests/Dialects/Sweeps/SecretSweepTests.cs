using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.Sweeps;

/// <summary>A secret in every text that a tool takes: it reaches no disk, and a write that replaced it says so.</summary>
public sealed class SecretSweepTests
{
    private const string Replaced = "[redacted:github_token]";

    public static TheoryData<string, string> Tools() => Originals.Tools();

    [Theory, MemberData(nameof(Tools))]
    public async Task Secret_InAnyText_IsOnNoDisk_AndItsReplacementIsSaid(string dialect, string tool)
    {
        var problems = new List<string>();
        Scene? scene = null;
        foreach (var (argument, text, value) in Tries(dialect, tool))
        {
            scene ??= await Scene.OpenAsync(dialect);
            var answer = await scene.CallAsync(tool, scene.CallWith(tool, argument, value));
            if (OnDisk(scene, text)) problems.Add($"{argument}: the secret is on the disk");
            var isReplaced = OnDisk(scene, Replaced);
            if (answer.Failure is null && isReplaced && !answer.Text.Contains("Redacted: 1 github_token", StringComparison.Ordinal))
            {
                problems.Add($"{argument}: replaced in silence: {answer.Text}");
            }
            if (!isReplaced && (answer.Failure is not null || !RightCalls.Spends(tool))) continue;
            await scene.DisposeAsync();
            scene = null;
        }
        if (scene is not null) await scene.DisposeAsync();
        problems.ShouldBeEmpty();
    }

    private static IEnumerable<(string Argument, string Secret, JsonNode Value)> Tries(string dialect, string tool)
    {
        var number = 0;
        foreach (var property in Originals.Declared(dialect).Single(one => one.Name == tool).Schema.At("properties").EnumerateObject().Where(_ => !RightCalls.NeedsOversight(tool)))
        {
            var first = string.Create(CultureInfo.InvariantCulture, $"ghp_Zq3vKw8YtB5nRd7JmXc2LhFs9PaGe4Uo{number++:0000}");
            var second = string.Create(CultureInfo.InvariantCulture, $"ghp_Zq3vKw8YtB5nRd7JmXc2LhFs9PaGe4Uo{number++:0000}");
            if (Said(property.Value, $"is {first} here") is { } within) yield return (property.Name, first, within);
            if (Said(property.Value, second) is { } alone) yield return (property.Name, second, alone);
        }
    }

    private static JsonNode? Said(JsonElement schema, string text)
        => schema.Has("enum") ? null
            : !schema.TryGetProperty("type", out var type) ? new JsonObject { ["deep"] = new JsonArray(text) }
            : type.GetString() switch
            {
                "string" => JsonValue.Create(text),
                "object" => new JsonObject { ["token"] = text },
                "array" when schema.Text("items.type") == "string" => new JsonArray(text),
                _ => null,
            };

    private static bool OnDisk(Scene scene, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(scene.Room.Folder, "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(scene.Vaults.Root, "*", SearchOption.AllDirectories))
            .Any(file => Read(file).AsSpan().IndexOf(bytes) >= 0);
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
