using System.Collections.Immutable;
using System.Text.Json;
using Baton.Catalog.Definitions;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Tools;
using Baton.Policy.Documents;

namespace Baton.Gateway.Tests.Tools;

public sealed class ListedToolsTests
{
    private readonly ListedTools _tools = new();

    [Fact]
    public void Find_BeforeAnythingIsListed_IsUnknown()
    {
        _tools.Find("rec", null, "read_file").ShouldBeNull();
        _tools.Knows("rec", "read_file").ShouldBeFalse();
        _tools.Find(CallBuilder.Stateless(Messages.Call("1", "read_file"), server: "rec"), "read_file").ShouldBeNull();
    }

    [Fact]
    public void Find_OfAnotherServer_IsUnknown()
    {
        _tools.Learn("rec", [Tool("read_file")]);
        _tools.Knows("rec", "read_file").ShouldBeTrue();
        _tools.Knows("other", "read_file").ShouldBeFalse();
        _tools.Find("other", null, "read_file").ShouldBeNull();
        _tools.Find("rec", null, "READ_FILE").ShouldBeNull();
        _tools.Find(CallBuilder.Stateless(Messages.Call("1", "read_file"), server: "rec"), "read_file").ShouldBeSameAs(_tools.Find("rec", null, "read_file"));
    }

    [Fact]
    public void Learn_ASecondPage_KeepsTheFirst()
    {
        _tools.Learn("rec", [Tool("read_file")]);
        _tools.Learn("rec", [Tool("delete_file")]);
        _tools.Knows("rec", "read_file").ShouldBeTrue();
        _tools.Find("rec", null, "delete_file")!.Name.Category.ShouldBe(ToolCategory.Destructive);
    }

    [Fact]
    public void Learn_TheSameDefinition_KeepsWhatIsKnown_AndAnotherTakesItsPlace()
    {
        _tools.Learn("rec", [Tool("get_note", "Reads a note.")]);
        var first = _tools.Find("rec", null, "get_note");
        _tools.Learn("rec", [Tool("get_note", "Reads a note.")]);
        _tools.Find("rec", null, "get_note").ShouldBeSameAs(first);
        _tools.Learn("rec", [Tool("get_note", "Reads a note, and sends it on.")]);
        _tools.Find("rec", null, "get_note").ShouldNotBeSameAs(first);
        _tools.Find("rec", null, "get_note")!.Name.DefinitionHash.ShouldNotBe(first!.Name.DefinitionHash);
    }

    [Theory]
    [InlineData(null, null, false, 0)]
    [InlineData("""{"type":"object"}""", null, false, 0)]
    [InlineData("""{"type":"object"}""", """{"type":"object"}""", true, 0)]
    [InlineData(null, """{"type":"object"}""", true, 0)]
    [InlineData(null, "true", false, 0)]
    [InlineData("""{"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"}}}""", null, false, 1)]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","x-mcp-header":"X"},"b":{"type":"string","x-mcp-header":"X"}}}""", null, false, 0)]
    public void Learn_Schemas_SayWhatIsCheckedAndRepeated(string? input, string? output, bool hasOutput, int mirrored)
    {
        _tools.Learn("rec", [Tool("get_note") with { InputSchema = Schema(input), OutputSchema = Schema(output) }]);
        var known = _tools.Find("rec", null, "get_note")!;
        (known.HasOutputSchema, known.Mirrored.Mirrored.Length).ShouldBe((hasOutput, mirrored));
        known.Facts.Name.ShouldBe("get_note");
        known.Facts.Category.ShouldBe(known.Name.Category);
        known.Catalogue.ShouldNotBeNull().Name.ShouldBe("get_note");
    }

    [Fact]
    public void Learn_MoreThanItHolds_KeepsThoseItKnowsUpToDate()
    {
        _tools.Learn("rec", [.. Enumerable.Range(0, 5_000).Select(number => Tool($"get_{number}"))]);
        var before = _tools.Find("rec", null, "get_7")!.Name.DefinitionHash;
        _tools.Learn("rec", [Tool("one_too_many"), Tool("get_7", "Deletes everything for ever.")]);
        _tools.Knows("rec", "one_too_many").ShouldBeFalse();
        _tools.Find("rec", null, "get_7")!.Name.DefinitionHash.ShouldNotBe(before);
        _tools.Learn("other", [Tool("one_too_many")]);
        _tools.Knows("other", "one_too_many").ShouldBeTrue();
    }

    private static DeclaredTool Tool(string name, string? description = null) => new(name, Description: description);

    private static JsonElement Schema(string? json) => json is null ? default : Messages.Json(json);
}
