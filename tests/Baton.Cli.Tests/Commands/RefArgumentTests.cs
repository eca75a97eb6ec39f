using Baton.Cli.Application;
using Baton.Cli.Commands;

namespace Baton.Cli.Tests.Commands;

/// <summary>How a record is named: an id or a prefix of 6 characters or more, or a key; no key is mistaken for an id.</summary>
public sealed class RefArgumentTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("h_01JABCDEFGHJKMNPQRSTVWXYZ0", true)]
    [InlineData("h_01JA", true)]
    [InlineData("m_01jabcde", true)]
    [InlineData("t_01JABCDE", true)]
    [InlineData("a_01JABCDE", true)]
    [InlineData("n_01JABCDE", true)]
    [InlineData("h_01J", false)]
    [InlineData("x_01JABCDE", false)]
    [InlineData("h-01JABCDE", false)]
    [InlineData("h_01JABCDEFGHJKMNPQRSTVWXYZ012", false)]
    [InlineData("h_01JILOU", false)]
    [InlineData("t_tests", false)]
    [InlineData("m_cache", false)]
    [InlineData("h_81JABCDE", false)]
    [InlineData("release-2", false)]
    [InlineData("", false)]
    public void LooksLikeId_Text_IsOneOnlyInTheFormOfOne(string text, bool expected) => RefArgument.LooksLikeId(text).ShouldBe(expected);

    [Theory]
    [InlineData("t_tests")]
    [InlineData("m_cache")]
    [InlineData("a_next")]
    [InlineData("h_page")]
    public async Task Show_KeyThatBeginsLikeAnId_IsFoundAsAKey(string key)
    {
        (await _cli.RunAsync("memory", "save", "text", "--key", key)).Code.ShouldBe(ExitCode.Done);
        (await _cli.RunAsync("handoff", "save", "text", "--key", key)).Code.ShouldBe(ExitCode.Done);

        (await _cli.JsonAsync("memory", "show", key)).Single().GetProperty("memory").Text("key").ShouldBe(key);
        (await _cli.JsonAsync("handoff", "show", key)).Single().GetProperty("handoff").Text("key").ShouldBe(key);
    }

    // Every command that takes a record takes each of its names.
    [Theory]
    [InlineData("handoff show REF")]
    [InlineData("handoff load REF")]
    [InlineData("handoff comment REF text")]
    [InlineData("handoff claim REF")]
    [InlineData("handoff done REF")]
    [InlineData("handoff delete REF")]
    [InlineData("handoff restore REF")]
    public async Task Run_Record_IsNamedByIdPrefixOrKey(string line)
    {
        foreach (var name in (Func<string, string>[])[id => id, id => id[..12], id => id.ToLowerInvariant()[..14], _ => "notes"])
        {
            using var cli = new CliHarness();
            var id = (await cli.JsonAsync("handoff", "save", "s", "--key", "notes", "--project", "web")).Single().GetProperty("handoff").Text("id");
            if (line.Contains("restore", StringComparison.Ordinal)) await cli.RunAsync("handoff", "delete", id);

            var result = await cli.RunAsync([.. line.Split(' ').Select(word => word == "REF" ? name(id) : word), "--project", "web"]);

            result.Code.ShouldBe(ExitCode.Done, $"{name(id)}: {result}");
        }
    }

    [Theory]
    [InlineData("memory show")]
    [InlineData("memory history")]
    [InlineData("memory link")]
    [InlineData("memory delete")]
    [InlineData("memory restore")]
    [InlineData("handoff show")]
    [InlineData("handoff claim")]
    [InlineData("handoff delete")]
    [InlineData("archive verify")]
    public async Task Run_RecordThatIsNotThere_IsNotFoundByItsName(string line)
    {
        foreach (var name in new[] { "nosuch", $"{line[0]}_01JZZZZZ" })
        {
            var result = await _cli.RunAsync([.. line.Split(' '), name, "--json"]);

            result.Code.ShouldBe(ExitCode.No, result.ToString());
            result.Code().ShouldBe("not_found");
            result.Error.ShouldContain(name);
        }
    }

    [Fact]
    public async Task Show_AmbiguousPrefix_ListsTheCandidates()
    {
        var first = (await _cli.JsonAsync("memory", "save", "one")).Single().GetProperty("memories")[0].Text("id");
        var second = (await _cli.JsonAsync("memory", "save", "two")).Single().GetProperty("memories")[0].Text("id");

        var result = await _cli.RunAsync("memory", "show", first[..8], "--json");

        result.Code.ShouldBe(ExitCode.No);
        result.Code().ShouldBe("ambiguous_id");
        result.Error.ShouldContain(first);
        result.Error.ShouldContain(second);
    }

    public void Dispose() => _cli.Dispose();
}
