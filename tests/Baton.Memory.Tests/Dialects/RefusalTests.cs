using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>A refusal names what the caller wrote and the dialect's own tools and arguments, never what they map to.</summary>
public sealed class RefusalTests
{
    private static readonly string[] Foreign = ["sovereign/", "memory_search", "pass it as key", "Use ,", "Known: .", "to is empty", "subject is empty"];

    [Theory]
    [InlineData(DialectNames.Sovereign, "recall_exchange", "{'archive_id':'zz'}", "no exchange 'zz'", "/archive_id")]
    [InlineData(DialectNames.Sovereign, "comms_acknowledge", "{'message_id':'zz','instance_id':'i'}", "no message 'zz'", "/message_id")]
    [InlineData(DialectNames.Sovereign, "resolve_thread_by_id", "{'thread_id':'zz','resolution':'r'}", "no question 'zz'", "/thread_id")]
    [InlineData(DialectNames.Sovereign, "thread_touch", "{'thread_id':'zz','note':'n'}", "no question 'zz'", "/thread_id")]
    [InlineData(DialectNames.Sovereign, "supersede_insight", "{'predecessor_id':'zz','successor_id':'yy'}", "no insight 'yy'", "/successor_id")]
    [InlineData(DialectNames.Sovereign, "supersede_insight", "{'predecessor_id':'zz','action':'revoke'}", "no insight 'zz'", "/predecessor_id")]
    [InlineData(DialectNames.Ainote, "update_task", "{'id':'zz','content':'c'}", "list_tasks", "/id")]
    [InlineData(DialectNames.Ainote, "delete_task", "{'id':'zz'}", "list_tasks", "/id")]
    [InlineData(DialectNames.M3, "task_get", "{'task_id':'zz'}", "task_list", "/task_id")]
    [InlineData(DialectNames.M3, "task_delete", "{'task_id':'zz'}", "task_list", "/task_id")]
    [InlineData(DialectNames.M3, "task_tree", "{'root_task_id':'zz'}", "task_list", "/root_task_id")]
    public async Task WhatIsNotThere_IsNamedAsItWasGiven(string dialect, string tool, string arguments, string says, string path)
        => await RefusedAsync(FailureCode.NotFound, dialect, tool, arguments, says, path);

    [Theory]
    [InlineData(DialectNames.M3, "notify", "{'agent_id':'','kind':'build'}", "agent_id is empty", "/agent_id")]
    [InlineData(DialectNames.M3, "notify", "{'agent_id':'beta','kind':' '}", "kind is empty", "/kind")]
    [InlineData(DialectNames.M3, "agent_register", "{'agent_id':''}", "agent_id is empty", "/agent_id")]
    [InlineData(DialectNames.M3, "task_update", "{'task_id':'zz','state':'done'}", "Use pending, in_progress", "/state")]
    [InlineData(DialectNames.ConversationHandoff, "handoff_restart", "{'now':true}", "It takes none.", "/now")]
    public async Task WhatIsWrong_IsSaidOfTheArgumentThatWasGiven(string dialect, string tool, string arguments, string says, string path)
        => await RefusedAsync(FailureCode.Invalid, dialect, tool, arguments, says, path);

    private static async Task RefusedAsync(string code, string dialect, string tool, string arguments, string says, string path)
    {
        await using var room = await Room.OpenAsync();
        var refused = await new DialectRoom(room, dialect).RefusedAsync(code, tool, arguments);
        refused.Failure!.Path.ShouldBe(path);
        refused.Text.ShouldContain(says);
        foreach (var words in Foreign) refused.Text.ShouldNotContain(words);
    }
}
