using Baton.Cli.Clients.Editing;

namespace Baton.Cli.Tests.Clients.Editing;

/// <summary>A table goes with what is its own; what somebody wrote around it stays, byte for byte.</summary>
public sealed class TomlRemovalTests
{
    private const string Table = "mcp_servers.baton";

    [Theory]
    [InlineData("[mcp_servers.baton]\ncommand = 'x'\n\n# my profile\n[profiles.x]\na = 1\n", "# my profile\n[profiles.x]\na = 1\n")]
    [InlineData("[mcp_servers.baton]\ncommand = 'x'\n# of baton\n\n# of x\n# two lines\n\n[profiles.x]\n", "# of x\n# two lines\n\n[profiles.x]\n")]
    [InlineData("[mcp_servers.baton]\ncommand = 'x' # why\n[profiles.x]\n", "[profiles.x]\n")]
    [InlineData("[mcp_servers.baton]\ncommand = 'x'\n\n\n[profiles.x]\n", "[profiles.x]\n")]
    [InlineData("[mcp_servers.baton]\ncommand = 'x'\n\n# the end", "# the end")]
    [InlineData("a = 1\n[mcp_servers.baton]\n\n# of env\n[mcp_servers.baton.env]\nA = '1'\n\n# of b\n[b]\n", "a = 1\n# of env\n# of b\n[b]\n")]
    [InlineData("[mcp_servers.baton]\r\ncommand = 'x'\r\n\r\n# my profile\r\n[profiles.x]\r\n", "# my profile\r\n[profiles.x]\r\n")]
    [InlineData("[mcp_servers.baton]\nargs = [\n  'a', # ]\n\n  # in the list\n  'b',\n]\n[profiles.x]\n", "[profiles.x]\n")]
    [InlineData("[mcp_servers.baton]\nnote = \"\"\"\n\n# inside a string\n[profiles.y]\n\"\"\"\n[profiles.x]\n", "[profiles.x]\n")]
    [InlineData("[[mcp_servers.batons]]\na = 1\n[mcp_servers.baton]\n", "[[mcp_servers.batons]]\na = 1\n")]
    [InlineData("[mcp_servers.'baton']\ncommand = 'x'\n[mcp_servers.\"baton\".env]\nA = 'b'\n", "")]
    [InlineData("a = 1", "a = 1")]
    [InlineData("", "")]
    public void Remove_ATable_LeavesWhatIsAroundIt(string before, string after) => new TomlText(before).Remove(Table).Text.ShouldBe(after);

    [Theory]
    [InlineData("[mcp_servers.baton]\ncommand = \"/b\"\nargs = [\"stdio\", \"--data\", \"/d\"]\n", "command:\"/b\" args:[\"stdio\", \"--data\", \"/d\"]")]
    [InlineData("[mcp_servers.baton]\ncommand='x'# no\n", "command:'x'# no")]
    [InlineData("[mcp_servers.baton]\nenv = { A = \"b=c\" }\n[other]\nx = 1\n", "env:{ A = \"b=c\" }")]
    [InlineData("[mcp_servers.batons]\nx = 1\n", "")]
    [InlineData("command = 'x'\n", "")]
    public void KeysOf_ATable_AreTheirValuesAsWritten(string text, string expected)
        => string.Join(' ', new TomlText(text).KeysOf(Table).Select(key => $"{key.Key}:{key.Value}")).ShouldBe(expected);

    // TOML 1.0: a literal string has no escapes, a basic one has; three quotes span lines; a quote may close with two more before it.
    [Theory]
    [InlineData("a = 'C:\\'\n[mcp_servers.baton]\n")]
    [InlineData("a = \"\\\"[x]\"\n[mcp_servers.baton]\n")]
    [InlineData("a = '''\n[mcp_servers.batons]\n'''\n[mcp_servers.baton]\n")]
    [InlineData("a = \"\"\"x\"\"\"\"\"\n[mcp_servers.baton]\n")]
    [InlineData("a = [\n[1, 2], # ]]\n['[x]'],\n]\n[mcp_servers.baton]\n")]
    [InlineData("a = \"\"\n[mcp_servers.baton]\n")]
    [InlineData("'a = b' = 1\n[mcp_servers.baton]\n")]
    [InlineData("# [mcp_servers.other\n[mcp_servers.baton] # here\n")]
    [InlineData("\t [mcp_servers.baton]\n")]
    public void HasTable_BehindAnyValue_IsSeen(string text) => new TomlText(text).HasTable(Table).ShouldBeTrue();

    [Theory]
    [InlineData("a = '''\n[mcp_servers.baton]\n'''\n")]
    [InlineData("a = \"\"\"\n[mcp_servers.baton]\n\"\"\"\n")]
    [InlineData("a = [\n['mcp_servers.baton'],\n]\n")]
    [InlineData("# [mcp_servers.baton]\n")]
    [InlineData("[mcp_servers.baton.env]\n")]
    [InlineData("[mcp_servers]\n")]
    public void HasTable_WhereNoneIs_IsNotSeen(string text) => new TomlText(text).HasTable(Table).ShouldBeFalse();

    // U+0000 to U+001F and U+007F must be escaped in a basic string; quotes and backslashes too (TOML 1.0, String).
    [Theory]
    [InlineData("\0", "\"\\u0000\"")]
    [InlineData("\t", "\"\\u0009\"")]
    [InlineData("\u007F", "\"\\u007F\"")]
    [InlineData("ü 日本 😀", "\"ü 日本 😀\"")]
    [InlineData("'", "\"'\"")]
    [InlineData("", "\"\"")]
    public void Quote_AnyText_IsABasicString(string text, string expected) => TomlText.Quote(text).ShouldBe(expected);
}
