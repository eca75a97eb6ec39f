using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
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
            if (answer.Failure is null && SaidElsewhere(answer, argument) is { } elsewhere) problems.Add($"{argument}: said of {elsewhere}");
            if (!isReplaced && (answer.Failure is not null || !RightCalls.Spends(tool))) continue;
            await scene.DisposeAsync();
            scene = null;
        }
        if (scene is not null) await scene.DisposeAsync();
        problems.ShouldBeEmpty();
    }

    /// <summary>Where a project refuses secrets, the refusal names the argument that holds one.</summary>
    [Theory, MemberData(nameof(Tools))]
    public async Task Secret_InAnyText_OfAProjectThatRefusesThem_IsRefusedAtItsArgument(string dialect, string tool)
    {
        var problems = new List<string>();
        var tries = Tries(dialect, tool).ToList();
        if (tries.Count == 0) return;
        await using var scene = await Scene.OpenAsync(dialect);
        foreach (var project in (string[])["default", "raft"]) await scene.Room.Server.Projects.SetAsync(scene.Room.Caller(), project, new ProjectChange { Secrets = SecretsMode.Reject }, default);
        foreach (var (argument, text, value) in tries)
        {
            var answer = await scene.CallAsync(tool, scene.CallWith(tool, argument, value));
            if (OnDisk(scene, text)) problems.Add($"{argument}: the secret is on the disk");
            if (answer.Failure is not { Code: FailureCode.Forbidden } refused) continue;
            if (!IsOf(refused.Path!, argument) || !refused.Message.StartsWith(refused.Path![(refused.Message[0] == '/' ? 0 : 1)..] + " holds a secret (github_token)", StringComparison.Ordinal)) problems.Add($"{argument}: {refused.Path}: {refused.Message}");
        }
        problems.ShouldBeEmpty();
    }

    /// <summary>A place that a reply names and that is not the argument's; null when each is.</summary>
    private static string? SaidElsewhere(Answer answer, string argument)
    {
        var paths = answer.Content.TryGetProperty("redacted", out var redacted) ? redacted.EnumerateArray().Select(one => one.Text("path")).ToList() : [];
        var said = answer.Text.Split('\n').Where(line => line.StartsWith("Redacted: ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(" at ", StringComparison.Ordinal) + 4)..^1]);
        return paths.Count > 1 ? string.Join(", ", paths) : paths.Concat(said).FirstOrDefault(path => !IsOf(path, argument));
    }

    private static bool IsOf(string path, string argument) => path == "/" + argument || path.StartsWith($"/{argument}/", StringComparison.Ordinal);

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
