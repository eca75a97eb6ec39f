using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tools;

/// <summary>
/// What each tool refuses, with the code, the place and the words that an agent acts on. <c>{h}</c>, <c>{m}</c>, <c>{t}</c>,
/// <c>{a}</c> and <c>{n}</c> stand for a handoff, a memory, a task, an archive and a notice; <c>{gone}</c> for an id that nothing has.
/// </summary>
public sealed class RefusalTests(RefusalTests.Stocked stocked) : IClassFixture<RefusalTests.Stocked>
{
    private readonly Room _room = stocked.Room;
    private readonly Dictionary<string, string> _ids = stocked.Ids;

    [Theory]
    [InlineData("session_start", "{'max_tokens':0}", "invalid", "/max_tokens", "at least 1")]
    [InlineData("session_start", "{'project':'a\\u0000b'}", "invalid", "/project", "The project's name")]
    [InlineData("session_close", "{'summary':'  '}", "invalid", "/summary", "summary is empty")]
    [InlineData("session_close", "{'summary':'s','claim_token':'nonsense'}", "invalid", "/claim_token", "no token of a claim")]
    [InlineData("session_close", "{'summary':'s','learned':['']}", "invalid", "/learned/0/content", "content is empty")]
    [InlineData("session_close", "{'summary':'s','learned':[{'content':'c','layer':'verified'}]}", "invalid", "/learned/0/evidence", "needs evidence")]
    [InlineData("handoff_save", "{'summary':''}", "invalid", "/summary", "summary is empty")]
    [InlineData("handoff_save", "{'summary':'s','key':''}", "invalid", "/key", "The key")]
    [InlineData("handoff_save", "{'summary':'s','key':'a\\nb'}", "invalid", "/key", "control character")]
    [InlineData("handoff_save", "{'summary':'s','tags':['']}", "invalid", "/tags/0", "Tag 0")]
    [InlineData("handoff_save", "{'summary':'s','files':['']}", "invalid", "/files/0/path", "File 0 has no path")]
    [InlineData("handoff_save", "{'summary':'s','priority':2}", "invalid", "/priority", "1")]
    [InlineData("handoff_save", "{'summary':'s','status':'claimed'}", "invalid", "/status", "'claimed' is no status")]
    [InlineData("handoff_save", "{'summary':'s','refs':['{gone}']}", "not_found", "/refs/0", "that you may see")]
    [InlineData("handoff_save", "{'summary':'s','key':'h','on_conflict':'error'}", "duplicate", "/key", "exists in project 'default'")]
    [InlineData("handoff_save", "{'summary':'s','key':'h','if_match':7}", "stale_version", "/if_match", "the current version is")]
    [InlineData("handoff_save", "{'summary':'s','key':'new','if_match':1}", "not_found", "/if_match", "no handoff with this key")]
    [InlineData("handoff_load", "{'id':'{gone}'}", "not_found", "/id", "names a memory, not a handoff")]
    [InlineData("handoff_load", "{'id':'h_01'}", "invalid", "/id", "too short for a prefix")]
    [InlineData("handoff_load", "{'id':'what?'}", "not_found", "/id", "'what?' is no id")]
    [InlineData("handoff_load", "{'key':'none'}", "not_found", "/key", "No handoff has the key 'none' in project 'default'")]
    [InlineData("handoff_load", "{'project':'empty'}", "not_found", "/project", "Project 'empty' has no handoff yet")]
    [InlineData("handoff_load", "{'thread':'none'}", "not_found", "/project", "thread 'none' has no handoff yet")]
    [InlineData("handoff_load", "{'id':'{h}','version':3}", "not_found", "/version", "has no version 3")]
    [InlineData("handoff_load", "{'id':'{h}','section':'Plan'}", "not_found", "/section", "has no one section 'Plan'")]
    [InlineData("handoff_load", "{'id':'{h}','cursor':'bm9uc2Vuc2U'}", "bad_cursor", "/cursor", "damaged")]
    [InlineData("handoff_load", "{'id':'{h}','max_messages':0}", "invalid", "/max_messages", "1")]
    [InlineData("handoff_search", "{'cursor':'x'}", "bad_cursor", "/cursor", "damaged")]
    [InlineData("handoff_search", "{'query':'one','cursor':'x'}", "bad_cursor", "/cursor", "damaged")]
    [InlineData("handoff_search", "{'created_after':'yesterday'}", "invalid", "/created_after", "'created_after'")]
    [InlineData("handoff_list", "{'limit':0}", "invalid", "/limit", "at least 1")]
    [InlineData("handoff_claim", "{}", "invalid", "/id", "Which handoff?")]
    [InlineData("handoff_claim", "{'id':'{h}','lease_seconds':0}", "invalid", "/lease_seconds", "1")]
    [InlineData("handoff_claim", "{'id':'{h}','renew':true}", "invalid", "/claim_token", "need the claim's token")]
    [InlineData("handoff_claim", "{'id':'{h}','renew':true,'release':true,'claim_token':'x'}", "invalid", "/release", "exclude each other")]
    [InlineData("handoff_claim", "{'id':'{h}','release':true,'claim_token':'ct_x_y'}", "expired", "/claim_token", "No claim is on")]
    [InlineData("handoff_update", "{'id':'{h}'}", "invalid", "", "There is nothing to change")]
    [InlineData("handoff_update", "{'id':'{h}','comment':' '}", "invalid", "/comment", "comment is empty")]
    [InlineData("handoff_update", "{'id':'{h}','pinned':true,'if_match':9}", "stale_version", "/if_match", "the current version is")]
    [InlineData("handoff_append", "{'id':'{h}','chunk':''}", "invalid", "/chunk", "chunk is empty")]
    [InlineData("handoff_append", "{'id':'{h}','chunk':'x','seq':3}", "invalid", "/seq", "Chunk 2 is missing before 3")]
    [InlineData("handoff_append", "{'id':'{h}','chunk':'other','seq':1}", "invalid", "/seq", "already there with other text")]
    [InlineData("handoff_merge", "{'refs':['{h}']}", "invalid", "/refs", "at least two")]
    [InlineData("handoff_merge", "{'refs':['{h}','h']}", "invalid", "/refs/1", "is named twice")]
    [InlineData("handoff_merge", "{'refs':['{h}','{gone}']}", "not_found", "/refs/1", "not a handoff")]
    [InlineData("handoff_merge", "{'refs':['{h}','{h2}'],'key':'h'}", "duplicate", "/key", "Key 'h' belongs to")]
    [InlineData("handoff_delete", "{'tags':['none']}", "confirm_required", "/confirm", "0 handoff")]
    [InlineData("handoff_delete", "{'status':['open']}", "confirm_required", "/confirm", "2 handoff")]
    [InlineData("handoff_delete", "{'status':['open'],'confirm':3}", "confirm_required", "/confirm", "2 handoff")]
    [InlineData("handoff_delete", "{'id':'{h}','restore':true}", "invalid", "/restore", "is not deleted")]
    [InlineData("memory_save", "{}", "invalid", "/content", "needs content or value")]
    [InlineData("memory_save", "{'content':'c','value':1}", "invalid", "/value", "content or value, not both")]
    [InlineData("memory_save", "{'content':' '}", "invalid", "/content", "content is empty")]
    [InlineData("memory_save", "{'memories':[]}", "invalid", "/memories", "memories is empty")]
    [InlineData("memory_save", "{'content':'c','memories':[{'content':'d'}]}", "invalid", "/memories", "not both")]
    [InlineData("memory_save", "{'memories':[{'content':'c'},{'content':''}]}", "invalid", "/memories/1/content", "content is empty")]
    [InlineData("memory_save", "{'content':'c','importance':1.5}", "invalid", "/importance", "between 0 and 1")]
    [InlineData("memory_save", "{'content':'c','confidence':-0.1}", "invalid", "/confidence", "between 0 and 1")]
    [InlineData("memory_save", "{'content':'c','layer':'verified'}", "invalid", "/evidence", "needs evidence")]
    [InlineData("memory_save", "{'content':'c','valid_from':'2026-03-02','valid_to':'2026-03-02'}", "invalid", "/valid_to", "must lie after valid_from")]
    [InlineData("memory_save", "{'content':'c','supersedes':['{gone}']}", "not_found", "/supersedes/0", "that you may see")]
    [InlineData("memory_save", "{'content':'c','key':'m','supersedes':['{m}']}", "invalid", "/supersedes/0", "cannot supersede itself")]
    [InlineData("memory_save", "{'content':'c','visibility':'private','supersedes':['{m}']}", "forbidden", "/supersedes/0", "seen by more people")]
    [InlineData("memory_save", "{'content':'c','key':'m','if_match':4}", "stale_version", "/if_match", "the current version is")]
    [InlineData("memory_save", "{'content':'c','key':'none','if_match':4}", "not_found", "/if_match", "no memory with this key")]
    [InlineData("memory_save", "{'content':'c','ttl':0}", "invalid", "/ttl", "'ttl'")]
    [InlineData("memory_search", "{'query':'fox','cursor':'x'}", "bad_cursor", "/cursor", "damaged")]
    [InlineData("memory_search", "{'query':'fox','as_of':'2026-13-01'}", "invalid", "/as_of", "'as_of'")]
    [InlineData("memory_get", "{}", "invalid", "/id", "Which memory?")]
    [InlineData("memory_get", "{'id':'{h}'}", "not_found", "/id", "names a handoff, not a memory")]
    [InlineData("memory_get", "{'id':'{n}'}", "not_found", "/id", "names a notice, not a memory")]
    [InlineData("memory_update", "{'id':'{m}'}", "invalid", "", "There is nothing to change")]
    [InlineData("memory_update", "{'id':'{m}','key':'m2'}", "duplicate", "/key", "Key 'm2' belongs to")]
    [InlineData("memory_update", "{'id':'{m}','content':null}", "invalid", "/content", "needs content or value")]
    [InlineData("memory_delete", "{'id':'{m}','restore':true}", "invalid", "/restore", "is not deleted")]
    [InlineData("memory_link", "{'id':'{m}','to':'{m}'}", "invalid", "/to", "cannot be linked to itself")]
    [InlineData("memory_link", "{'id':'{m}','to':'none'}", "not_found", "/to", "'none'")]
    [InlineData("memory_link", "{'id':'{m}','remove':true}", "invalid", "/to", "remove needs to")]
    [InlineData("memory_link", "{'id':'{m}','to':'{m2}','remove':true}", "not_found", "/to", "no such link")]
    [InlineData("memory_link", "{'id':'{m}','depth':4}", "invalid", "/depth", "3")]
    [InlineData("task_save", "{'title':' '}", "invalid", "/title", "title is empty")]
    [InlineData("task_save", "{'title':'x','parent':'{gone}'}", "not_found", "/parent", "not a task")]
    [InlineData("task_save", "{'title':'x','key':'t','parent':'{t2}'}", "invalid", "/parent", "is this task, or a part of it")]
    [InlineData("task_save", "{'title':'x','project':'other','parent':'{t}'}", "invalid", "/parent", "is in project 'default', this task in 'other'")]
    [InlineData("task_save", "{'title':'x','key':'none','if_match':1}", "not_found", "/if_match", "no task with this key")]
    [InlineData("task_update", "{'id':'{t}'}", "invalid", "", "There is nothing to change")]
    [InlineData("task_update", "{'id':'{t}','status':'claimed'}", "invalid", "/status", "'claimed'")]
    [InlineData("task_delete", "{'id':'{t}'}", "invalid", "/id", "has 1 subtask(s)")]
    [InlineData("task_delete", "{'id':'{t}','restore':true}", "invalid", "/restore", "is not deleted")]
    [InlineData("task_get", "{'key':'none'}", "not_found", "/key", "No task has the key 'none'")]
    [InlineData("archive_append", "{'chunk':'x','offset':0}", "invalid", "/id", "Which archive?")]
    [InlineData("archive_append", "{'key':'a','chunk':'x','offset':2}", "invalid", "/offset", "3")]
    [InlineData("archive_append", "{'key':'a','chunk':'x','offset':4}", "invalid", "/offset", "3")]
    [InlineData("archive_append", "{'key':'new','chunk':'x','offset':4}", "not_found", "/offset", "no archive with this key")]
    [InlineData("archive_append", "{'key':'a','chunk_base64':'***','offset':3}", "invalid", "/chunk_base64", "no base64")]
    [InlineData("archive_append", "{'key':'a','chunk':'x','chunk_base64':'eA==','offset':3}", "invalid", "/chunk", "either chunk or chunk_base64")]
    [InlineData("archive_read", "{'id':'{a}','offset':4}", "invalid", "/offset", "has 3 bytes")]
    [InlineData("archive_read", "{'id':'{a}','version':9}", "not_found", "/version", "no version 9")]
    [InlineData("archive_verify", "{'id':'{m}'}", "not_found", "/id", "names a memory, not a archive")]
    [InlineData("notify", "{'to':[],'message':'m'}", "invalid", "/to", "to is empty")]
    [InlineData("notify", "{'to':['bob'],'message':' '}", "invalid", "/message", "message is empty")]
    [InlineData("inbox_ack", "{}", "invalid", "/ids", "Give either ids or until")]
    [InlineData("inbox_ack", "{'ids':['{n}']}", "forbidden", "/ids/0", "addressed to 'bob'")]
    [InlineData("admin_export", "{'cursor':'x'}", "bad_cursor", "/cursor", "damaged")]
    [InlineData("admin_audit", "{}", "not_found", null, "There is no audit log here")]
    public async Task Call_WhatCannotBe_IsRefusedWithItsCodePlaceAndReason(string tool, string json, string code, string? path, string message)
    {
        foreach (var (name, id) in _ids) json = json.Replace(name, id, StringComparison.Ordinal);

        var failure = await _room.RefusedAsync(code, tool, json);

        failure.Path.ShouldBe(path, failure.Message);
        failure.Message.ShouldContain(message);
    }

    [Fact]
    public async Task Call_AnAmbiguousBeginning_ListsTheCandidates()
    {
        var prefix = new string([.. _ids["{h}"].Zip(_ids["{h2}"]).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)]);

        var failure = await _room.RefusedAsync(FailureCode.AmbiguousId, "handoff_load", $"{{'id':'{prefix}'}}");

        failure.Path.ShouldBe("/id");
        failure.Message.ShouldContain(_ids["{h}"]);
        failure.Message.ShouldContain(_ids["{h2}"]);
        failure.DetailsJson!.ShouldContain("\"more\":false");
    }

    [Fact]
    public async Task Call_ABoundGrantOutsideItsProjects_IsForbidden()
    {
        var bound = _room.Caller(projects: ["web"]);
        (await _room.RefusedAsync(FailureCode.Forbidden, "memory_save", "{'content':'c','project':'default'}", bound)).Path.ShouldBe("/project");
        (await _room.RefusedAsync(FailureCode.Forbidden, "handoff_list", "{'project':'default'}", bound)).Hint!.ShouldContain("web");
        (await _room.RefusedAsync(FailureCode.NotFound, "memory_get", $"{{'id':'{_ids["{m}"]}'}}", bound)).Message.ShouldContain("that you may see");
        await _room.RefusedAsync(FailureCode.Forbidden, "admin_export", "{}", bound);
    }

    /// <summary>A room with one record of each kind, and two of some; what is refused leaves it as it is.</summary>
    public sealed class Stocked : IAsyncLifetime
    {
        public Room Room { get; private set; } = null!;

        public Dictionary<string, string> Ids { get; } = new() { ["{gone}"] = "m_01JZZZZZZZZZZZZZZZZZZZZZZZ" };

        public async ValueTask InitializeAsync()
        {
            Room = await Room.OpenAsync();
            Ids["{h}"] = (await Room.DoneAsync("handoff_save", "{'summary':'s','key':'h','body':'one two'}")).Text("handoff.id");
            Ids["{h2}"] = (await Room.DoneAsync("handoff_save", "{'summary':'s','key':'h2'}")).Text("handoff.id");
            Ids["{m}"] = (await Room.DoneAsync("memory_save", "{'content':'the red fox','key':'m'}")).Text("memories.0.id");
            Ids["{m2}"] = (await Room.DoneAsync("memory_save", "{'content':'another matter','key':'m2'}")).Text("memories.0.id");
            Ids["{t}"] = (await Room.DoneAsync("task_save", "{'title':'t','key':'t'}")).Text("task.id");
            Ids["{t2}"] = (await Room.DoneAsync("task_save", $"{{'title':'t2','key':'t2','parent':'{Ids["{t}"]}'}}")).Text("task.id");
            Ids["{a}"] = (await Room.DoneAsync("archive_append", "{'key':'a','chunk':'abc','offset':0}")).Text("archive.id");
            Ids["{n}"] = (await Room.DoneAsync("notify", "{'to':['bob'],'message':'hello'}")).Text("notices.0.id");
            await Room.DoneAsync("handoff_append", "{'key':'h','chunk':'.','seq':1}");
        }

        public async ValueTask DisposeAsync() => await Room.DisposeAsync();
    }
}
