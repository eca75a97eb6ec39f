using Baton.Cli.Clients.Editing;

namespace Baton.Cli.Tests.Clients.Editing;

public sealed class TomlTextTests
{
    private const string Table = "mcp_servers.baton";

    private const string Config = """"
        # mine
        model = "o"
        notes = """
        [mcp_servers.baton]
        command = "inside a string"
        """

        [mcp_servers.other]
        args = [
          "a", # ] not the end
          "[mcp_servers.baton]",
        ]

        [profiles.x]
        y = 1
        """";

    [Fact]
    public void Set_NoTable_AppendsItAndKeepsEveryByteBefore()
        => new TomlText(Config).Set(Table, [("command", "\"/b\"")], []).Text
            .ShouldBe(Config + "\n\n[mcp_servers.baton]\ncommand = \"/b\"\n");

    [Fact]
    public void Set_EmptyFile_IsTheTable()
        => new TomlText("").Set(Table, [("command", "\"/b\"")], []).Text.ShouldBe("[mcp_servers.baton]\ncommand = \"/b\"\n");

    [Fact]
    public void HasTable_TextInsideStringsAndArrays_IsNoTable()
        => new TomlText(Config).HasTable(Table).ShouldBeFalse();

    [Fact]
    public void Set_ExistingTable_ReplacesItsOwnKeysAndKeepsTheUsers()
    {
        const string Before = """
            [mcp_servers.baton]
            command = "/old"
            args = [
              "stdio",
              "--data", "/d",
            ]
            startup_timeout_sec = 20 # slow disk

            [next]
            a = 1
            """;

        new TomlText(Before).Set(Table, [("command", "\"/new\""), ("args", "[\"stdio\"]")], ["url"]).Text.ShouldBe("""
            [mcp_servers.baton]
            command = "/new"
            args = ["stdio"]
            startup_timeout_sec = 20 # slow disk

            [next]
            a = 1
            """);
    }

    [Fact]
    public void Set_OtherTransport_DropsTheKeysOfTheOld()
        => new TomlText("[mcp_servers.baton]\nurl = \"http://x\"\n").Set(Table, [("command", "\"/b\"")], ["url"]).Text
            .ShouldBe("[mcp_servers.baton]\ncommand = \"/b\"\n");

    [Fact]
    public void Set_HeadingWithQuotesAndSpaces_IsTheSameTable()
        => new TomlText("[ mcp_servers . \"baton\" ]\ncommand = 'x'\n").Set(Table, [("command", "\"/b\"")], []).Text
            .ShouldBe("[ mcp_servers . \"baton\" ]\ncommand = \"/b\"\n");

    [Fact]
    public void Set_TableAtTheEndWithoutALineEnd_StaysValid()
        => new TomlText("[mcp_servers.baton]").Set(Table, [("command", "\"/b\"")], []).Text.ShouldBe("[mcp_servers.baton]\ncommand = \"/b\"\n");

    [Fact]
    public void Set_CarriageReturns_AreKept()
        => new TomlText("a = 1\r\n").Set(Table, [("command", "\"/b\"")], []).Text.ShouldBe("a = 1\r\n\r\n[mcp_servers.baton]\r\ncommand = \"/b\"\r\n");

    [Fact]
    public void Remove_Table_TakesItsSubtablesAndNothingElse()
        => new TomlText("a = 1\n\n[mcp_servers.baton]\ncommand = 'x'\n[mcp_servers.baton.env]\nA = 'b'\n[mcp_servers.batonic]\nc = 1\n")
            .Remove(Table).Text.ShouldBe("a = 1\n\n[mcp_servers.batonic]\nc = 1\n");

    [Theory]
    [InlineData("mcp_servers = { baton = { command = 'x' } }\n")]
    [InlineData("mcp_servers.baton.command = 'x'\n")]
    [InlineData("[mcp_servers]\nbaton = { command = 'x' }\n")]
    [InlineData("[mcp_servers]\nbaton.command = 'x'\n")]
    public void IsWrittenInline_OtherForms_AreSeen(string text) => new TomlText(text).IsWrittenInline("mcp_servers", "baton").ShouldBeTrue();

    [Theory]
    [InlineData("[mcp_servers.baton]\ncommand = 'x'\n")]
    [InlineData("[mcp_servers]\nother = 1\n")]
    [InlineData("mcp = 1\n")]
    public void IsWrittenInline_Tables_AreNot(string text) => new TomlText(text).IsWrittenInline("mcp_servers", "baton").ShouldBeFalse();

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("C:\\a \"b\"", "\"C:\\\\a \\\"b\\\"\"")]
    [InlineData("a\nb", "\"a\\u000Ab\"")]
    public void Quote_Text_IsABasicString(string text, string expected) => TomlText.Quote(text).ShouldBe(expected);
}
