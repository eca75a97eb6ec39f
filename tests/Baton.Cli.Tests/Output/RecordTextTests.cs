using System.Text.Json;
using Baton.Cli.Output;

namespace Baton.Cli.Tests.Output;

/// <summary>A record for people: short fields in a block, lists as bullets, long text below, nothing for what is empty.</summary>
public sealed class RecordTextTests
{
    [Fact]
    public void Write_ShortFields_AreOneBlockAlignedToTheLongestName()
        => Text("""{"id":"m_1","importance":0.7,"pinned":false,"n":-1}""").ShouldBe("id          m_1\nimportance  0.7\npinned      false\nn           -1\n");

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    public void Write_WhatIsEmpty_IsLeftOut(string value) => Text($$"""{"id":"m_1","key":{{value}},"summary":{{value}}}""").ShouldBe("id  m_1\n");

    [Fact]
    public void Write_Tags_StandInTheBlock() => Text("""{"id":"m_1","tags":["a","b"]}""").ShouldBe("id    m_1\ntags  a, b\n");

    [Fact]
    public void Write_Lists_AreBulletsUnderTheirName()
        => Text("""{"id":"h_1","decisions":["one","two"]}""").ShouldBe("id  h_1\n\nDECISIONS\n- one\n- two\n");

    [Fact]
    public void Write_ListOfObjects_SaysTheirFields()
        => Text("""{"comments":[{"text":"ok","by":"ada","at":null},{"text":"no","by":"bob","at":"x"}]}""")
            .ShouldBe("\nCOMMENTS\n- text: ok  by: ada\n- text: no  by: bob  at: x\n");

    [Theory]
    [InlineData("summary")]
    [InlineData("body")]
    [InlineData("content")]
    [InlineData("outcome")]
    public void Write_LongText_StandsBelow_WithItsLines(string name)
        => Text($$"""{"{{name}}":"one\n  two","id":"h_1"}""").ShouldBe($"id  h_1\n\n{name.ToUpperInvariant()}\none\n  two\n");

    [Theory]
    [InlineData("""{"a": [1, 2.50], "b": "ü"}""")]
    [InlineData("\"text\"")]
    [InlineData("12345678901234567890.10")]
    [InlineData("true")]
    public void Write_Value_IsTheJsonAsItWasGiven(string value) => Text($$"""{"value":{{value}}}""").ShouldBe($"\nVALUE\n{value}\n");

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Write_WhatIsNoRecord_WritesNothing(string json) => Text(json).ShouldBe("");

    [Fact]
    public void Write_HostileText_InEveryPlace_IsShownOnATerminal()
    {
        const string hostile = "\\u001b[2J\\u202E";
        var text = Text($$"""{"id":"{{hostile}}","tags":["{{hostile}}"],"summary":"{{hostile}}","next":["{{hostile}}"],"notes":[{"a":"{{hostile}}"}],"object":{"a":"{{hostile}}"},"value":"{{hostile}}"}""", new Terminal(true, 80, false));

        text.Any(c => (char.IsControl(c) && c != '\n') || c == '\u202E').ShouldBeFalse(text);
        text.Split("␛[2J⟨U+202E⟩").Length.ShouldBe(7); // Six places; `value` is JSON with its own escapes.
    }

    private static string Text(string json, Terminal? terminal = null)
    {
        using var document = JsonDocument.Parse(json);
        using var output = new StringWriter { NewLine = "\n" };
        RecordText.Write(output, terminal ?? Terminal.Pipe, document.RootElement);
        return output.ToString();
    }
}
