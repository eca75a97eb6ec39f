using System.Text;
using Baton.Catalog.Definitions;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Tools;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;

namespace Baton.Gateway.Tests.Tools;

/// <summary>Schemas in a dialect that is not validated refuse calls, unless the operator has them skipped for that server.</summary>
public sealed class SkippedDialectsTests
{
    private const string Old = """{"$schema":"http://json-schema.org/draft-04/schema#","type":"object","required":["a"]}""";
    private const string Known = """{"type":"object","required":["a"]}""";
    private const string Broken = """{"type":"objet"}""";

    private readonly ListedTools _listed = new();

    [Theory]
    [InlineData(Old, false, "unsupported_dialect")]
    [InlineData(Old, true, "allowed")]
    [InlineData(Known, true, "invalid_arguments")]
    [InlineData(Broken, true, "invalid_schema")]
    public void Find_OnAServerThatSkips_LeavesOnlyUnknownDialectsAside(string schema, bool skips, string code)
    {
        foreach (var server in (string[])["rec", "other"]) _listed.Learn(server, [new DeclaredTool("t", InputSchema: Messages.Json(schema), OutputSchema: Messages.Json("{}"))]);
        var known = new SkippedDialects(_listed, server => skips && server == "rec").Find("rec", null, "t").ShouldNotBeNull();

        Code(known).ShouldBe(code);
        (known.Name.Name, known.Facts.DefinitionHash, known.HasOutputSchema).ShouldBe(("t", _listed.Find("rec", null, "t")!.Name.DefinitionHash, true));
    }

    [Fact]
    public void Find_OnAnotherServer_IsWhatWasListed()
    {
        _listed.Learn("other", [new DeclaredTool("t", InputSchema: Messages.Json(Old))]);
        var tools = new SkippedDialects(_listed, server => server == "rec");
        tools.Find("other", null, "t").ShouldBeSameAs(_listed.Find("other", null, "t"));
        tools.Find("rec", null, "t").ShouldBeNull();
    }

    private static string Code(KnownTool tool)
    {
        var policy = PolicyLoader.Load(Encoding.UTF8.GetBytes("""{"version":"1","default":"allow"}"""), PolicyFormat.Json).Policy!;
        return policy.Decide(new CallFacts { Tool = tool.Facts, Arguments = "{}"u8.ToArray(), Grant = "g", Server = "rec", Now = DateTimeOffset.UnixEpoch }).Code;
    }
}
