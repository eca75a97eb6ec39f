using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Transfer;

/// <summary>Writes of every kind by several principals, out of one seed; what a rule refuses is passed over.</summary>
internal sealed class RandomWrites(Room room, int seed)
{
    private static readonly string[] Texts = ["plain", "Zwei Züge 🎌", "line\r\nline\ttab \"quoted\" \\", "日本語 العربية", "e\u0301 é \u200d", "</x> & 'y' \u2028", "[[baton:data]]"];
    private readonly Random _random = new(seed);
    private readonly List<string> _memories = [];
    private readonly Dictionary<string, string> _claims = [];

    public async Task WriteAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            room.Clock.Advance(TimeSpan.FromMilliseconds(_random.Next(0, 5_000)));
            await StepAsync(step);
        }
    }

    private Task StepAsync(int step) => _random.Next(16) switch
    {
        0 => TryAsync("handoff_save", new { summary = Text(step), key = Key(), project = Project(), body = Text(step), tags = Tags(), decisions = new[] { Text(step) } }),
        1 => TryAsync("handoff_append", new { key = Key(), project = Project(), chunk = Text(step) }),
        2 => ClaimAsync("handoff"),
        3 => UpdateClaimedAsync("handoff"),
        4 => TryAsync("handoff_delete", new { key = Key(), project = Project(), restore = Coin() }),
        5 or 6 => SaveAsync(new { content = Text(step), key = Key(), project = Project(), visibility = Pick("private", "project", "shared"), tags = Tags(), importance = Math.Round(_random.NextDouble(), 3) }),
        7 => SaveAsync(new { value = new { n = step, text = Text(step), list = new object?[] { null, true, 1.5 } }, project = Project(), valid_from = "2025-01-01", valid_to = "2027-01-01" }),
        8 => TryAsync("memory_update", new { key = Key(), project = Project(), content = Text(step), pinned = Coin() }),
        9 => TryAsync("memory_delete", new { key = Key(), project = Project(), restore = Coin() }),
        10 => LinkAsync(),
        11 => TryAsync("task_save", new { title = $"task {step} 🎌", key = Key(), project = Project(), description = Text(step), due_at = "2026-04-05", priority = _random.Next(-1, 2) }),
        12 => ClaimAsync("task"),
        13 => UpdateClaimedAsync("task"),
        14 => TryAsync("notify", new { to = Pick("bob", "eve"), message = Text(step), project = Project(), @private = Coin() }),
        _ => TryAsync("archive_append", new { key = Key(), project = Project(), chunk = Text(step), title = Text(step) }),
    };

    private async Task SaveAsync(object arguments)
    {
        var saved = await TryAsync("memory_save", arguments);
        if (saved.Failure is null) _memories.Add(saved.Content.Text("memories.0.id"));
    }

    private async Task LinkAsync()
    {
        if (_memories.Count < 2) return;
        await TryAsync("memory_link", new { id = Pick([.. _memories]), to = Pick([.. _memories]), relation = "about", remove = _random.Next(3) == 0 });
    }

    private async Task ClaimAsync(string kind)
    {
        var key = Key();
        var claimed = await TryAsync(kind + "_claim", new { key, project = "atlas" });
        if (claimed.Failure is null) _claims[kind + key] = claimed.Content.Text("claim.token");
    }

    private async Task UpdateClaimedAsync(string kind)
    {
        var key = Key();
        if (_claims.TryGetValue(kind + key, out var token)) await TryAsync(kind + "_update", new { key, project = "atlas", status = "done", claim_token = token });
    }

    private Task<Answer> TryAsync(string tool, object arguments) => room.RawAsync(tool, JsonSerializer.SerializeToUtf8Bytes(arguments), Caller());

    private MemoryCaller Caller() => room.Caller(Pick("ada", "bob", "eve"), client: Pick("editor", "shell"));

    private string Key() => Pick("k", "ключ", "three");

    private string Project() => Pick("atlas", "borea");

    private string[] Tags() => Coin() ? [] : ["x", "y🎌"];

    private string Text(int step) => new StringBuilder(Pick(Texts)).Append(' ').Append(step).ToString();

    private bool Coin() => _random.Next(2) == 0;

    private string Pick(params string[] values) => values[_random.Next(values.Length)];
}
