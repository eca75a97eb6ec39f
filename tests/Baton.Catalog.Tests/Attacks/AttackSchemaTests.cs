using System.Text.Json.Nodes;
using Baton.TestSupport;
using Baton.TestSupport.Processes;

namespace Baton.Catalog.Tests.Attacks;

/// <summary>The data files against their schema, by Ajv, which knows JSON Schema better than this project does.</summary>
public sealed class AttackSchemaTests : IDisposable
{
    private static readonly string Schema = Repository.At("src", "Baton.Catalog", "Attacks", "attacks.schema.json");
    private static readonly string[] Files = Directory.GetFiles(Repository.At("src", "Baton.Catalog", "Attacks", "Data"), "*.json");

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-attacks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Data_IsValid()
    {
        var result = await ValidateAsync(Files);

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("case")]
    [InlineData("policy")]
    [InlineData("look_for")]
    public async Task Data_WithoutAField_IsNot(string field)
    {
        var data = JsonNode.Parse(await File.ReadAllTextAsync(Files[0], TestContext.Current.CancellationToken))!;
        data["attacks"]![0]!.AsObject().Remove(field).ShouldBeTrue(field);
        var broken = Path.Combine(_folder, "broken.json");
        await File.WriteAllTextAsync(broken, data.ToJsonString(), TestContext.Current.CancellationToken);

        var result = await ValidateAsync([broken]);

        result.ExitCode.ShouldBe(1, result.ToString());
        result.Output.ShouldContain(field);
    }

    private static Task<ProcessResult> ValidateAsync(IEnumerable<string> files)
    {
        Assert.SkipUnless(NodePeers.AreInstalled, NodePeers.Missing);
        var script = Repository.At("tests", "Baton.Catalog.Tests", "Attacks", "validate-attacks.mjs");
        return NodePeers.RunScriptAsync(script, [Schema, .. files], TimeSpan.FromMinutes(1));
    }
}
