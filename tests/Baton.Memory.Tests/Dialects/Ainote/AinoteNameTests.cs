using Baton.Memory.Dialects.Ainote;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Dialects.Ainote;

/// <summary>Names and what is not there.</summary>
public sealed class AinoteNameTests
{
    private static readonly Gen<string> Pieces = Gen.Elements("..", "/", "\\", ".", "-", "a", "Z", "0", " ", "é", "🔑", ":", "*", "CON", "nul", "~", "%2F", "\0", "\n");

    private static readonly Arbitrary<string> Names = Gen.NonEmptyListOf(Pieces).Select(pieces => string.Concat(pieces)).ToArbitrary();

    [Fact]
    public void Path_OfAnyName_IsOneFileInTheFolder()
        => Prop.ForAll(Names, Names, (project, topic) =>
        {
            var path = new HandoffName(project, topic, new DateOnly(2026, 3, 5), "0930").Path;
            var parts = path.Split('/');
            return parts is ["handoffs", var file] && file is not ("." or "..") && file.EndsWith("-0930-2026-03-05.txt", StringComparison.Ordinal)
                && file.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '%' or '~') && file.Length <= 255;
        }).Check(Repeatable.Config.WithMaxTest(500));

    [Fact]
    public void NotePath_OfAnyName_IsRefusedOrStaysUnderNotes()
        => Prop.ForAll(Names, path =>
        {
            if (NotePath.Refuse(path, "/path") is not null) return true;
            var parts = NotePath.FileOf(path).Split('/');
            return parts[0] == "notes" && parts.Length >= 2 && parts.All(part => part is not ("" or "." or ".."));
        }).Check(Repeatable.Config.WithMaxTest(500));

    [Theory]
    [InlineData("09:30", "0930")]
    [InlineData("0930", "0930")]
    [InlineData("23:59", "2359")]
    [InlineData("24:00", null)]
    [InlineData("9:30", null)]
    [InlineData("noon", null)]
    public void Clock_ReadsHoursAndMinutes(string text, string? clock) => HandoffName.Clock(text).ShouldBe(clock);

    [Theory]
    [InlineData("update_task", "'id':'t_01JNOSUCHONE','content':'x'")]
    [InlineData("delete_task", "'id':'t_01JNOSUCHONE'")]
    [InlineData("get_dev_doc", "'title':'none'")]
    [InlineData("get_dev_doc", "'id':'m_01JNOSUCHONE'")]
    [InlineData("update_dev_doc", "'title':'none','content':'x'")]
    [InlineData("delete_dev_doc", "'title':'none','category':'c'")]
    [InlineData("handoff_get", "'project':'p','topic':'none'")]
    [InlineData("vault_clone", "'name':'none'")]
    [InlineData("sync_pull", "'path':'none'")]
    public async Task WhatIsNotThere_IsNotFound(string tool, string arguments)
    {
        await using var room = await AinoteRoom.OpenAsync();
        (await room.Tools.RefusedAsync(FailureCode.NotFound, tool, $"{{{arguments}}}")).Text.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("list_tasks", "'limit':0", "/limit")]
    [InlineData("list_tasks", "'due_date_start':'soon'", "/due_date_start")]
    [InlineData("list_tasks", "'completed_date_end':'soon'", "/completed_date_end")]
    [InlineData("list_tasks", "'created_date_start':'soon'", "/created_date_start")]
    [InlineData("list_tasks", "'status':'open'", "/status")]
    [InlineData("list_tasks", "'sort_by':'colour'", "/sort_by")]
    [InlineData("sync_pull", "'since':'then'", "/since")]
    [InlineData("vault_sync", "'action':'delete'", "/action")]
    [InlineData("create_dev_doc", "'title':'t','content':'c','content_type':'pdf'", "/content_type")]
    [InlineData("update_dev_doc", "'title':'t','content':'c','mode':'overwrite'", "/mode")]
    [InlineData("create_dev_doc", "'title':' ','content':'c'", "/title")]
    [InlineData("handoff_save", "'project':'','topic':'t','content':'c'", "/project")]
    [InlineData("handoff_save", "'project':'p','topic':'','content':'c'", "/topic")]
    public async Task WhatIsWrong_IsRefusedAtItsPlace(string tool, string arguments, string path)
    {
        await using var room = await AinoteRoom.OpenAsync();
        (await room.Tools.RefusedAsync(FailureCode.Invalid, tool, $"{{{arguments}}}")).Failure!.Path.ShouldBe(path);
    }

    [Fact]
    public async Task MemoryOfAnotherKind_IsNoDocument()
    {
        await using var room = await AinoteRoom.OpenAsync();
        var id = (await room.Room.DoneAsync("memory_save", "{'content':'a fact'}")).Text("memories.0.id");
        (await room.Tools.RefusedAsync(FailureCode.NotFound, "delete_dev_doc", $"{{'id':'{id}'}}")).Text.ShouldContain("is no document");
    }
}
