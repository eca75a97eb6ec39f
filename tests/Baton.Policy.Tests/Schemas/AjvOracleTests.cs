using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Baton.Policy.Json;
using Baton.Policy.Schemas;
using Baton.TestSupport;

namespace Baton.Policy.Tests.Schemas;

/// <summary>Our validator against npm's ajv on pairs of schemas and instances that a seeded generator writes.</summary>
public sealed class AjvOracleTests
{
    private const int Schemas = 300;
    private const int InstancesOfEach = 8;

    [Theory]
    [InlineData(SchemaDialectName.Modern, 20261121)]
    [InlineData(SchemaDialectName.Draft07, 20261122)]
    public async Task Validate_GeneratedPairs_AgreesWithAjv(string dialect, int seed)
    {
        var node = Node();
        Assert.SkipWhen(node is null, "Node or ajv is not installed: run build/install-test-services.");
        var generator = new SchemaGenerator(seed, dialect == SchemaDialectName.Modern);
        var pairs = Enumerable.Range(0, Schemas).Select(_ => generator.Schema())
            .SelectMany(schema => Enumerable.Range(0, InstancesOfEach).Select(_ => (Schema: schema, Instance: generator.Instance()))).ToArray();

        var expected = await AskAjvAsync(node!.Value, dialect, pairs);

        var (compared, valid) = (0, 0);
        for (var at = 0; at < pairs.Length; at++)
        {
            if (expected[at] is not { } answer) continue;
            compared++;
            if (answer) valid++;
            JsonSchema.TryCompile(JsonLiteral.Parse(WithDialect(pairs[at].Schema, dialect)), out var schema, out var problem).ShouldBeTrue($"{pairs[at].Schema}: {problem?.Message}");
            var failure = schema!.Validate(JsonLiteral.Parse(pairs[at].Instance).View);
            (failure is null).ShouldBe(answer, $"{pairs[at].Schema} on {pairs[at].Instance}: {failure?.Message}");
        }
        compared.ShouldBeGreaterThan(pairs.Length * 9 / 10);
        valid.ShouldBeInRange(pairs.Length / 10, pairs.Length * 9 / 10);
    }

    private static string WithDialect(string schema, string dialect)
        => schema.StartsWith('{') ? $$"""{"$schema":"{{dialect}}"{{(schema == "{}" ? "" : ",")}}{{schema[1..]}}""" : schema;

    private static (string Program, string Modules)? Node()
    {
        var modules = Repository.At("artifacts", "node", "node_modules");
        if (!Directory.Exists(Path.Combine(modules, "ajv"))) return null;
        var own = Path.Combine(modules, ".bin", "node");
        return (File.Exists(own) ? own : "node", modules);
    }

    private static async Task<bool?[]> AskAjvAsync((string Program, string Modules) node, string dialect, (string Schema, string Instance)[] pairs)
    {
        var start = new ProcessStartInfo(node.Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        start.ArgumentList.Add(Repository.At("tests", "Baton.Policy.Tests", "Schemas", "ajv-oracle.cjs"));
        start.ArgumentList.Add(dialect);
        start.Environment["NODE_PATH"] = node.Modules;
        using var process = Process.Start(start)!;
        var answers = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (var (schema, instance) in pairs) await process.StandardInput.WriteLineAsync($"[{schema},{instance}]");
        process.StandardInput.Close();
        using var read = JsonDocument.Parse(await answers);
        return [.. read.RootElement.EnumerateArray().Select(answer => answer.ValueKind == JsonValueKind.Null ? (bool?)null : answer.GetBoolean())];
    }
}

/// <summary>What <c>$schema</c> says.</summary>
internal static class SchemaDialectName
{
    public const string Modern = "https://json-schema.org/draft/2020-12/schema";
    public const string Draft07 = "http://json-schema.org/draft-07/schema#";
}
