using System.Globalization;
using Baton.Memory.Dialects;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Dialects.Ainote;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>
/// What has a place of its own may say again what was just read: a message, a file, a document, an archived text. Only what would
/// be known twice is told where it is known already.
/// </summary>
public sealed class RepeatTests
{
    private const string Known = "please restart the relay of the north tower now";

    [Theory]
    [InlineData(DialectNames.M3, "conversation_append", "{'conversation_id':'{talk}','role':'user','content':'SAID'}")]
    [InlineData(DialectNames.Sovereign, "comms_send", "{'body':'SAID'}")]
    [InlineData(DialectNames.Sovereign, "comms_acknowledge", "{'message_id':'{message}','instance_id':'i{n}','note':'SAID'}")]
    [InlineData(DialectNames.Sovereign, "thread_touch", "{'thread_id':'{thread}','note':'SAID'}")]
    [InlineData(DialectNames.Sovereign, "store_compaction_summary", "{'summary_text':'SAID','session_id':'s{n}'}")]
    [InlineData(DialectNames.Sovereign, "archive_exchange", "{'content':'SAID','source':'chat'}")]
    [InlineData(DialectNames.ClaudeMemory, "memory", "{'command':'create','path':'/memories/{n}','file_text':'SAID'}")]
    [InlineData(DialectNames.Ainote, "create_dev_doc", "{'title':'t{n}','content':'SAID'}")]
    [InlineData(DialectNames.Ainote, "sync_push", "{'path':'{n}.md','content':'SAID'}")]
    public async Task WhatHasAPlaceOfItsOwn_MaySayAgainWhatWasJustRead(string dialect, string tool, string arguments)
    {
        await using var scene = await AinoteRoom.OpenAsync();
        var (m3, sovereign) = (new DialectRoom(scene.Room, DialectNames.M3), new DialectRoom(scene.Room, DialectNames.Sovereign));
        await sovereign.DoneAsync("record_insight", $"{{'domain':'d','content':'{Known}'}}");
        (await sovereign.DoneAsync("recall_insights")).Text.ShouldContain(Known);
        arguments = arguments.Replace("SAID", Known, StringComparison.Ordinal)
            .Replace("{talk}", (await m3.DoneAsync("conversation_start", "{'title':'a talk'}")).Content.Text("conversation_id"), StringComparison.Ordinal)
            .Replace("{message}", (await sovereign.DoneAsync("comms_send", "{'body':'deploy at noon'}")).Content.Text("message_id"), StringComparison.Ordinal)
            .Replace("{thread}", (await sovereign.DoneAsync("record_open_thread", "{'question':'who owns it?'}")).Content.Text("thread_id"), StringComparison.Ordinal);
        for (var n = 1; n <= 3; n++) await new DialectRoom(scene.Room, dialect).DoneAsync(tool, arguments.Replace("{n}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(DialectNames.M3, "memory_write", "{'type':'fact','content':'SAID'}")]
    [InlineData(DialectNames.Sovereign, "record_insight", "{'domain':'e','content':'SAID'}")]
    [InlineData(DialectNames.Loaditout, "save_memory", "{'key':'k','value':'SAID','type':'context'}")]
    public async Task WhatWouldBeKnownTwice_IsADuplicateThatNamesTheFirst(string dialect, string tool, string arguments)
    {
        await using var room = await Room.OpenAsync();
        var sovereign = new DialectRoom(room, DialectNames.Sovereign);
        var first = (await sovereign.DoneAsync("record_insight", $"{{'domain':'d','content':'{Known}'}}")).Content.Text("insight_id");
        await sovereign.DoneAsync("recall_insights");
        (await new DialectRoom(room, dialect).RefusedAsync(FailureCode.Duplicate, tool, arguments.Replace("SAID", Known, StringComparison.Ordinal))).Text.ShouldContain(first);
    }
}
