using Baton.Cli.Output;

namespace Baton.Cli.Tests.Output;

/// <summary>
/// What agents and servers wrote, on an operator's terminal: nothing of it may move the cursor, retitle the window or reorder what
/// is read, on any command's way to the screen; a pipe gets every byte.
/// </summary>
public sealed class HostileTextTests : IDisposable
{
    // Clears the screen, retitles the window (7-bit and 8-bit), rings, goes back, and turns the reading direction round.
    private const string Hostile = "a\u001b[2Jb\u001b]0;owned\u0007c\u009b31md\re\u0008f\u202Eg\u2066h\u007Fi";
    private const string Shown = "a␛[2Jb␛]0;owned␇c\uFFFD31md␍e␈f⟨U+202E⟩g⟨U+2066⟩h␡i";

    private readonly CliHarness _cli = new();

    [Fact]
    public void Safe_HostileText_IsShownCharacterByCharacter() => Printable.Safe(Hostile).ShouldBe(Shown);

    [Theory]
    [InlineData("plain")]
    [InlineData("two\nlines\tand a tab")]
    [InlineData("日本語 😀 é שלום مرحبا")]
    [InlineData("a right-to-left mark \u200F stays: it reorders nothing but itself")]
    public void Safe_OrdinaryText_IsTheSame(string text) => Printable.Safe(text).ShouldBe(text);

    [Fact]
    public void For_EveryDirectionalCharacter_IsShownAsItsCode()
    {
        foreach (var c in "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069")
        {
            Printable.For(new Terminal(true, 80, false), $"x{c}y").ShouldBe($"x⟨U+{(int)c:X4}⟩y");
            Printable.For(Terminal.Pipe, $"x{c}y").ShouldBe($"x{c}y");
        }
    }

    [Theory]
    [InlineData("handoff list")]
    [InlineData("handoff show hostile")]
    [InlineData("handoff load hostile")]
    [InlineData("handoff search starts")]
    [InlineData("memory search remember")]
    [InlineData("memory search remember --explain")]
    [InlineData("memory show hostile")]
    [InlineData("memory history hostile")]
    [InlineData("session start")]
    [InlineData("inbox list --to ada")]
    [InlineData("agent list")]
    [InlineData("handoff comment hostile ok")]
    [InlineData("handoff done hostile")]
    [InlineData("handoff delete hostile")]
    [InlineData("purge --project default")]
    [InlineData("rewind --grant local --since 1h")]
    [InlineData("project list")]
    public async Task Run_OnATerminal_WritesNoControlAndNoDirection(string line)
    {
        await WriteAsync();
        _cli.Terminal = new Terminal(true, 400, false);

        var result = await _cli.RunAsync(line.Split(' '));

        result.Code.ShouldBe(0, result.ToString());
        (result.Out + result.Error).Where(c => IsDangerous(c)).ShouldBeEmpty(line);
    }

    [Fact]
    public async Task Show_OnATerminal_SaysWhatIsThereInsteadOfDoingIt()
    {
        await WriteAsync();
        _cli.Terminal = new Terminal(true, 400, false);

        (await _cli.RunAsync("memory", "show", "hostile")).Out.ShouldContain($"remember {Shown}");
        (await _cli.RunAsync("session", "start")).Out.ShouldContain("⟨U+202E⟩");
    }

    [Fact]
    public async Task Show_IntoAPipe_IsEveryByte()
    {
        await WriteAsync();

        (await _cli.RunAsync("memory", "show", "hostile")).Out.ShouldContain($"remember {Hostile}");
        (await _cli.JsonAsync("memory", "show", "hostile")).Single().GetProperty("memory").Text("content").ShouldBe($"remember {Hostile}");
    }

    // Standard error is the terminal even while the answer goes into a pipe.
    [Theory]
    [InlineData("memory", "show", "no\u001b[31msuch")]
    [InlineData("policy", "check", "no\u202Esuch.json")]
    [InlineData("config", "get", "a\u009bb")]
    [InlineData("client", "cur\u001b]0;x\u0007")]
    [InlineData("han\u001b[2Jdoff")]
    public async Task Run_FailureThatNamesHostileText_IsSafeEvenWithoutATerminal(params string[] arguments)
    {
        var result = await _cli.RunAsync(arguments);

        result.Code.ShouldNotBe(0);
        result.Error.ShouldStartWith("baton: ");
        result.Error.Where(c => IsDangerous(c)).ShouldBeEmpty(result.Error);
    }

    [Fact]
    public async Task Table_OnATerminal_ShowsWhatReorders()
    {
        await _cli.RunAsync("handoff", "save", "s", "--title", "pay \u202Eevil\u202C bob");
        _cli.Terminal = new Terminal(true, 200, false);

        (await _cli.RunAsync("handoff", "list")).Out.ShouldContain("pay ⟨U+202E⟩evil⟨U+202C⟩ bob");
    }

    public void Dispose() => _cli.Dispose();

    private static bool IsDangerous(char c) => (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private async Task WriteAsync()
    {
        (await _cli.RunAsync("handoff", "save", $"starts {Hostile}", "--key", "hostile", "--next", Hostile, "--tag", "t", "--title", Hostile, "--body", Hostile)).Code.ShouldBe(0);
        (await _cli.RunAsync("memory", "save", $"remember {Hostile}", "--key", "hostile", "--pinned")).Code.ShouldBe(0);
        (await _cli.RunAsync("notify", "ada", Hostile, "--subject", $"see {Hostile}")).Code.ShouldBe(0);
    }
}
