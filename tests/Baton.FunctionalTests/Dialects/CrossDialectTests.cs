using System.Text.Json;
using Baton.FunctionalTests.Dialects.Transcripts;

namespace Baton.FunctionalTests.Dialects;

/// <summary>One store under all dialects: what one saves, every other and the native tools find, with the same bytes.</summary>
public sealed class CrossDialectTests
{
    [Fact]
    public async Task Handoffs_SavedInEveryTongue_AreFoundInEveryOther_WithTheSameBytes()
    {
        await using var scene = TranscriptScene.Open(null, "stdio");
        var clients = await ClientsAsync(scene, tongue => tongue.SaveHandoff is not null || tongue.Handoffs is not null);
        foreach (var writer in Tongue.All.Where(tongue => tongue.SaveHandoff is not null)) await writer.SaveHandoff!(clients[writer], $"by-{writer.Name}", TextOf(writer));
        foreach (var reader in Tongue.All.Where(tongue => tongue.Handoffs is not null))
        {
            foreach (var writer in Tongue.All.Where(tongue => tongue.SaveHandoff is not null))
            {
                (await reader.Handoffs!(clients[reader], WordOf(writer))).ShouldContain(TextOf(writer), $"{reader} does not find what {writer} saved");
            }
        }
    }

    [Fact]
    public async Task Memories_SavedInEveryTongue_AreFoundInEveryOther_WithTheSameBytes()
    {
        await using var scene = TranscriptScene.Open(null, "stdio");
        var clients = await ClientsAsync(scene, tongue => tongue.SaveMemory is not null || tongue.Memories is not null);
        foreach (var writer in Tongue.All.Where(tongue => tongue.SaveMemory is not null)) await writer.SaveMemory!(clients[writer], $"/memories/{writer.Name}", TextOf(writer));
        foreach (var reader in Tongue.All.Where(tongue => tongue.Memories is not null))
        {
            foreach (var writer in Tongue.All.Where(tongue => tongue.SaveMemory is not null && (tongue.NamesMemories || !reader.SeesOnlyNamed)))
            {
                (await reader.Memories!(clients[reader], WordOf(writer))).ShouldContain(TextOf(writer), $"{reader} does not find what {writer} saved");
            }
        }
    }

    [Fact]
    public async Task TwoDialects_OnOneProjectAtOnce_FromTwoProcesses_LoseNothingAndKeepTheOrder()
    {
        const int Each = 20;
        await using var scene = TranscriptScene.Open(null, "stdio");
        var talks = await scene.SessionAsync("conversation-handoff");
        var notes = await scene.SessionAsync("sovereign");
        async Task Save(Func<int, Task> save)
        {
            for (var number = 0; number < Each; number++) await save(number);
        }
        await Task.WhenAll(
            Save(number => talks.DoneAsync("handoff_save", new { key = $"talk-{number:00}", summary = $"talk {number:00}", conversation = "c" })),
            Save(number => notes.DoneAsync("handoff", new { note = $"note {number:00}" })),
            Save(number => notes.DoneAsync("comms_send", new { body = $"message number {number:00}" })));

        await scene.KillAsync();

        var reader = await scene.SessionAsync("conversation-handoff");
        var listed = (await reader.DoneAsync("handoff_list")).At("handoffs").EnumerateArray().Select(one => one.Text("summary")).ToList();
        listed.Where(summary => summary.StartsWith("talk", StringComparison.Ordinal)).ShouldBe(Enumerable.Range(0, Each).Reverse().Select(number => $"talk {number:00}"));
        listed.Where(summary => summary.StartsWith("note", StringComparison.Ordinal)).ShouldBe(Enumerable.Range(0, Each).Reverse().Select(number => $"note {number:00}"));
        var messages = await (await scene.SessionAsync("sovereign")).DoneAsync("comms_recall", new { order = "asc" });
        messages.At("messages").EnumerateArray().Select(message => message.Text("body")).ShouldBe(Enumerable.Range(0, Each).Select(number => $"message number {number:00}"));
    }

    private static string WordOf(Tongue writer) => $"zebra{writer.Name.Replace("-", "", StringComparison.Ordinal)}";

    private static string TextOf(Tongue writer) => $"## User\r\nthe {WordOf(writer)} crossed 🦓\r\n\r\ncafé  \r\n";

    private static async Task<Dictionary<Tongue, DialectClient>> ClientsAsync(TranscriptScene scene, Func<Tongue, bool> takesPart)
    {
        var clients = new Dictionary<Tongue, DialectClient>();
        foreach (var tongue in Tongue.All.Where(takesPart)) clients[tongue] = await scene.SessionAsync(tongue.Dialect);
        return clients;
    }
}
