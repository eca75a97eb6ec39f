using System.Text;
using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;
using Baton.Memory.Text;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>What holds for every text.</summary>
public sealed class M3PropertyTests
{
    private static readonly Gen<string> Pieces = Gen.Elements("[[", "baton", ":data", "]]", "[", "/", "\\", "\"", "\r\n", "\t", " ", "é", "🔑", "日本", "a", "0", "{", "}", "［", "‍");

    private static readonly Arbitrary<string> Texts = Gen.ArrayOf(Pieces).Select(string.Concat).ToArbitrary();

    [Fact]
    public void EscapedJson_ReadsBackAsItWas_AndHoldsNoMarker()
        => Prop.ForAll(Texts, text =>
        {
            var json = JsonSerializer.Serialize(new { text }, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            var escaped = MarkedBlock.EscapeJson(json);
            return !MarkedBlock.HasMarker(escaped) && JsonDocument.Parse(escaped).RootElement.GetProperty("text").GetString() == text;
        }).Check(Repeatable.Config.WithMaxTest(500));

    [Fact]
    public async Task AnyText_WrittenExportedAndImported_HasTheSameBytes()
    {
        await using var here = await Room.OpenAsync();
        var m3 = new DialectRoom(here, DialectNames.M3);
        var texts = Texts.Generator.Sample(40, 30).Where(text => !string.IsNullOrWhiteSpace(text)).Distinct(StringComparer.Ordinal).ToList();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var written = (await m3.RawAsync("memory_write", JsonSerializer.Serialize(new { type = "fact", content = text }))).Content;
            ids[written.Text("id")] = text;
        }
        foreach (var (id, text) in ids) (await m3.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Content.Text("content").ShouldBe(text);
        var exported = await m3.DoneAsync("memory_export");
        await using var there = await Room.OpenAsync();
        var other = new DialectRoom(there, DialectNames.M3);
        (await other.RawAsync("memory_import", JsonSerializer.Serialize(new { data = exported.Text }))).Content.Number("imported").ShouldBe(texts.Count);
        var again = (await other.DoneAsync("memory_export")).Content;
        again.At("items").EnumerateArray().Select(item => item.Text("content")).ShouldBe(texts, ignoreOrder: true);
        Encoding.UTF8.GetByteCount(exported.Text).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("memory_search", "'query':'x','k':201", "/k")]
    [InlineData("memory_search", "'query':'x','k':-1", "/k")]
    [InlineData("memory_inbox", "'agent_id':'a','limit':0", "/limit")]
    [InlineData("memory_inbox", "'agent_id':'a','limit':201", "/limit")]
    [InlineData("notifications_poll", "'agent_id':'a','limit':501", "/limit")]
    [InlineData("memory_history", "'memory_id':'m_01','limit':0", "/limit")]
    [InlineData("memory_refresh_queue", "'limit':501", "/limit")]
    [InlineData("memory_lifecycle_summary", "'window_days':0", "/window_days")]
    [InlineData("memory_lifecycle_summary", "'top_n':101", "/top_n")]
    [InlineData("task_list", "'limit':0", "/limit")]
    [InlineData("task_tree", "'root_task_id':'t_01','max_depth':21", "/max_depth")]
    [InlineData("conversation_search", "'query':'x','k':0", "/k")]
    [InlineData("memory_export", "'since':'then'", "/since")]
    public async Task Amounts_OutsideTheirBounds_AreRefusedAtTheirPlace(string tool, string arguments, string path)
    {
        await using var room = await Room.OpenAsync();
        var refused = await new DialectRoom(room, DialectNames.M3).RefusedAsync(Outcomes.FailureCode.Invalid, tool, $"{{{arguments}}}");
        refused.Failure!.Path.ShouldBe(path);
    }

    [Theory]
    [InlineData("memory_get", "'id':'nonsense'")]
    [InlineData("memory_update", "'id':'nonsense','title':'x'")]
    [InlineData("memory_delete", "'id':'nonsense'")]
    [InlineData("memory_supersede", "'old_id':'nonsense','content':'x'")]
    [InlineData("memory_feedback", "'memory_id':'nonsense'")]
    [InlineData("memory_history", "'memory_id':'nonsense'")]
    [InlineData("memory_verify", "'id':'nonsense'")]
    [InlineData("memory_pin", "'id':'nonsense'")]
    [InlineData("memory_unpin", "'id':'nonsense'")]
    [InlineData("memory_graph", "'memory_id':'nonsense'")]
    [InlineData("memory_link", "'from_id':'nonsense','to_id':'nonsense'")]
    [InlineData("memory_inbox_ack", "'memory_id':'h_01JNOSUCHONE'")]
    [InlineData("task_get", "'task_id':'t_01JNOSUCHONE'")]
    [InlineData("task_update", "'task_id':'t_01JNOSUCHONE','state':'blocked'")]
    [InlineData("task_assign", "'task_id':'t_01JNOSUCHONE','owner_agent':'a'")]
    [InlineData("task_delete", "'task_id':'t_01JNOSUCHONE'")]
    [InlineData("task_tree", "'root_task_id':'t_01JNOSUCHONE'")]
    [InlineData("agent_heartbeat", "'agent_id':'nobody'")]
    [InlineData("agent_offline", "'agent_id':'nobody'")]
    [InlineData("agent_set_trust", "'agent_id':'nobody','trust_score':0.5")]
    public async Task WhatIsNotThere_IsNotFound_WithItsPlace(string tool, string arguments)
    {
        await using var room = await Room.OpenAsync();
        var refused = await new DialectRoom(room, DialectNames.M3).RefusedAsync(Outcomes.FailureCode.NotFound, tool, $"{{{arguments}}}");
        refused.Failure!.Path.ShouldNotBeNullOrEmpty();
        refused.Failure.Message.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("memory_write", "'type':'fact'", "content")]
    [InlineData("memory_write", "'content':'x'", "type")]
    [InlineData("save_handoff", "'project':'p','summary':'s'", "next_steps")]
    [InlineData("memory_handoff", "'from_agent':'a','to_agent':'b'", "task")]
    [InlineData("memory_update_bulk", "'updates':[{'title':'x'}]", "id")]
    [InlineData("memory_link_bulk", "'links':[{'from_id':'m_01'}]", "to_id")]
    [InlineData("task_create", "'title':'t'", "created_by")]
    [InlineData("notify", "'agent_id':'a'", "kind")]
    public async Task RequiredArgument_ThatIsMissing_IsNamed(string tool, string arguments, string missing)
    {
        await using var room = await Room.OpenAsync();
        (await new DialectRoom(room, DialectNames.M3).RefusedAsync(Outcomes.FailureCode.Invalid, tool, $"{{{arguments}}}")).Text.ShouldContain($"'{missing}' is required");
    }

    [Fact]
    public async Task TwoServersOnOneStore_TakeATaskOnce()
    {
        await using var room = await Room.OpenAsync();
        var m3 = new DialectRoom(room, DialectNames.M3);
        var task = (await m3.DoneAsync("task_create", "{'title':'one winner','created_by':'planner'}")).Content.Text("id");
        await using var other = await Reopened.OpenAsync(room);
        var takes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            var json = $"{{'task_id':'{task}','state':'in_progress','actor':'agent{number}'}}";
            return number % 2 == 0 ? (await m3.CallAsync("task_update", json)).Failure is null : await other.SucceedsAsync("task_update", json);
        }));
        takes.Count(taken => taken).ShouldBe(1);
    }
}
