using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Memory.Outcomes;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Cli.Tests.Output;

/// <summary>A failure as people read it, and as programs do; and the nearest of the words that were not meant.</summary>
public sealed class FailureWriterTests
{
    [Fact]
    public void Write_ForPeople_IsTheMessageAndItsHint()
    {
        Text(CliFailure.Usage("what was wrong.", "What to do.")).ShouldBe("baton: what was wrong.\n       What to do.\n");
        Text(CliFailure.Environment("what failed.")).ShouldBe("baton: what failed.\n");
        Text(CliFailure.No("not_found", "a\u001b[2J\u202Eb")).ShouldBe("baton: a␛[2J⟨U+202E⟩b\n");
    }

    [Fact]
    public void Write_ForPrograms_IsOneObjectOnOneLine()
    {
        Json(CliFailure.Usage("wrong \"here\"\nand there", "hint")).ShouldBe("{\"error\":{\"code\":\"usage\",\"message\":\"wrong \\\"here\\\"\\nand there\",\"hint\":\"hint\"}}\n");
        Json(CliFailure.Environment("failed")).ShouldBe("{\"error\":{\"code\":\"unavailable\",\"message\":\"failed\"}}\n");
        Json(new CliFailure(ExitCode.No, "stale_version", "m") { Path = "/if_match", Limit = 7, DetailsJson = "{\"current\":3}" })
            .ShouldBe("{\"error\":{\"code\":\"stale_version\",\"message\":\"m\",\"path\":\"/if_match\",\"limit\":7,\"details\":{\"current\":3}}}\n");
    }

    // operations.md: 1 the answer is no, 2 a value that cannot be, 3 the environment failed.
    [Theory]
    [InlineData("invalid", ExitCode.Usage)]
    [InlineData("too_large", ExitCode.Usage)]
    [InlineData("bad_cursor", ExitCode.Usage)]
    [InlineData("store_unavailable", ExitCode.Environment)]
    [InlineData("not_found", ExitCode.No)]
    [InlineData("ambiguous_id", ExitCode.No)]
    [InlineData("stale_version", ExitCode.No)]
    [InlineData("claimed", ExitCode.No)]
    [InlineData("confirm_required", ExitCode.No)]
    [InlineData("duplicate", ExitCode.No)]
    [InlineData("forbidden", ExitCode.No)]
    [InlineData("expired", ExitCode.No)]
    [InlineData("a_code_of_tomorrow", ExitCode.No)]
    public void Of_FailureOfATool_HasTheExitCodeOfItsKind(string code, int exit)
    {
        var failure = CliFailure.Of(new Failure(code, "m") { Hint = "h", Path = "/p", Limit = 1, DetailsJson = "{}" });
        failure.ShouldBe(new CliFailure(exit, code, "m", "h") { Path = "/p", Limit = 1, DetailsJson = "{}" });
    }

    [Theory]
    [InlineData("handof", "handoff")]
    [InlineData("hanfdoff", "handoff")]
    [InlineData("memroy", "memory")]
    [InlineData("xyzzy", null)]
    [InlineData("", null)]
    [InlineData("u", "up")]
    [InlineData("handoff", "handoff")]
    public void Nearest_OfAWord_IsWhatWasMeantOrNothing(string word, string? nearest)
        => UsageFailure.Nearest(word, ["handoff", "memory", "up", "grant"]).ShouldBe(nearest);

    [Fact]
    public void Nearest_OfAnyWord_IsOneOfThoseThereAre_AndAWordItselfIsNearest()
    {
        string[] known = ["handoff", "memory", "session", "up", "grant", "policy"];
        var words = Gen.Elements("a", "e", "h", "m", "o", "p", "s", "-", "ü").ListOf().Select(string.Concat);
        Prop.ForAll(words.ToArbitrary(), word => UsageFailure.Nearest(word, known) is not { } nearest || known.Contains(nearest)).Check(Repeatable.Config);
        foreach (var word in known) UsageFailure.Nearest(word, known).ShouldBe(word);
        UsageFailure.Nearest("x", []).ShouldBeNull();
    }

    private static string Text(CliFailure failure) => Written(failure, json: false);

    private static string Json(CliFailure failure) => Written(failure, json: true);

    private static string Written(CliFailure failure, bool json)
    {
        using var text = new StringWriter { NewLine = "\n" };
        FailureWriter.Write(text, failure, json);
        return text.ToString();
    }
}
