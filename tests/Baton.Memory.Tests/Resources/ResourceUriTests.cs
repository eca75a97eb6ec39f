using Baton.Memory.Resources;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Resources;

/// <summary>The URIs of resources: three heads, one value each, escaped as URIs are.</summary>
public sealed class ResourceUriTests
{
    [Theory]
    [InlineData("web", "baton://digest/web")]
    [InlineData("my shop", "baton://digest/my%20shop")]
    [InlineData("a/b", "baton://digest/a%2Fb")]
    [InlineData("a?b#c", "baton://digest/a%3Fb%23c")]
    [InlineData("100%", "baton://digest/100%25")]
    [InlineData("ä日🎌", "baton://digest/%C3%A4%E6%97%A5%F0%9F%8E%8C")]
    [InlineData("..", "baton://digest/..")]
    [InlineData("a-b_c.d~e", "baton://digest/a-b_c.d~e")]
    public void OfDigest_AProject_IsEscaped_AndReadBackAsItWas(string project, string uri)
    {
        ResourceUris.OfDigest(project).ShouldBe(uri);
        ResourceUris.TryParse(uri, out var template, out var value).ShouldBeTrue();
        (template, value).ShouldBe((ResourceUris.Digest, project));
    }

    [Theory]
    [InlineData(RecordKind.Handoff, "baton://handoffs/x_1")]
    [InlineData(RecordKind.Memory, "baton://memories/x_1")]
    [InlineData(RecordKind.Task, null)]
    [InlineData(RecordKind.Notice, null)]
    [InlineData(RecordKind.Archive, null)]
    public void Of_AKind_IsAUriWhereItIsAResource(RecordKind kind, string? uri) => ResourceUris.Of(kind, "x_1").ShouldBe(uri);

    [Theory]
    [InlineData("baton://handoffs/h_01J", "baton://handoffs/{id}", "h_01J")]
    [InlineData("baton://memories/m_01J", "baton://memories/{id}", "m_01J")]
    [InlineData("baton://handoffs/h%5F01J", "baton://handoffs/{id}", "h_01J")]
    [InlineData("baton://digest/100%", "baton://digest/{project}", "100%")]
    [InlineData("baton://digest/a%2fb", "baton://digest/{project}", "a/b")]
    public void TryParse_AUri_HasItsTemplateAndValue(string uri, string template, string value)
    {
        ResourceUris.TryParse(uri, out var known, out var read).ShouldBeTrue();
        (known, read).ShouldBe((template, value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("baton://handoffs/")]
    [InlineData("baton://handoffs")]
    [InlineData("baton://digest/")]
    [InlineData("baton://tasks/t_01J")]
    [InlineData("BATON://handoffs/h_01J")]
    [InlineData("baton://Handoffs/h_01J")]
    [InlineData("baton://handoffs/h_01J/body")]
    [InlineData("baton://handoffs/h_01J?version=2")]
    [InlineData("baton://handoffs/h_01J#top")]
    [InlineData("baton://handoffs//h_01J")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://example.com/handoffs/h_01J")]
    [InlineData(" baton://handoffs/h_01J")]
    public void TryParse_AnythingElse_IsNone(string uri) => ResourceUris.TryParse(uri, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("baton://tasks/t_01J", "'baton://tasks/t_01J' is no resource.")]
    [InlineData("file:///etc/passwd", "'file:///etc/passwd' is no resource.")]
    [InlineData("baton://handoffs/m_01JZZZZZZZZZZZZZZZZZZZZZZZ", "'m_01JZZZZZZZZZZZZZZZZZZZZZZZ' names a memory, not a handoff.")]
    [InlineData("baton://memories/m_01JZZZZZZZZZZZZZZZZZZZZZZZ", "No memory 'm_01JZZZZZZZZZZZZZZZZZZZZZZZ' that you may see.")]
    [InlineData("baton://memories/port", "'port' is no id.")]
    public async Task Read_WhatIsNotThere_SaysSoAtTheUri(string uri, string message)
    {
        await using var room = await Room.OpenAsync();
        await room.MemoryAsync(new { content = "alpha", key = "port" });
        var failure = (await room.Server.Resources!.ReadAsync(room.Caller(), uri, default)).Failure.ShouldNotBeNull();
        (failure.Code, failure.Message, failure.Path).ShouldBe(("not_found", message, "/uri"));
    }

    /// <summary>Lists show what a search would find: nothing deleted, expired, replaced, private to another or of another project.</summary>
    [Theory]
    [InlineData("ada", "", "all,mine,shared")]
    [InlineData("eve", "", "all,hers,shared")]
    [InlineData("ada", "web", "all,mine,shared")]
    [InlineData("ada", "hr", "shared")]
    public async Task List_ByACaller_ShowsWhatItMaySee(string principal, string project, string names)
    {
        await using var room = await Room.OpenAsync();
        var eve = room.Caller("eve");
        await room.MemoryAsync(new { content = "for all", key = "all", project = "web" });
        await room.MemoryAsync(new { content = "for ada", key = "mine", project = "web", visibility = "private" });
        await room.MemoryAsync(new { content = "for eve", key = "hers", project = "web", visibility = "private" }, eve);
        await room.MemoryAsync(new { content = "everywhere", key = "shared", project = "web", visibility = "shared" });
        await room.MemoryAsync(new { content = "gone", key = "gone", project = "web" });
        await room.SentAsync("memory_delete", new { key = "gone", project = "web" });
        await room.MemoryAsync(new { content = "late", key = "late", project = "web", ttl = 60 });
        var old = await room.MemoryAsync(new { content = "replaced", key = "old", project = "web" });
        await room.SentAsync("memory_update", new { key = "all", project = "web", supersedes = new[] { old } });
        room.Clock.Advance(TimeSpan.FromSeconds(60));
        var caller = room.Caller(principal, "g", "c", project.Length == 0 ? [] : [project]);
        var listed = (await room.Server.Resources!.ListAsync(caller, null, default)).Value.Resources.Where(entry => entry.Uri.StartsWith("baton://memories/", StringComparison.Ordinal));
        string.Join(',', listed.Select(entry => entry.Name).Order(StringComparer.Ordinal)).ShouldBe(names);
    }
}
