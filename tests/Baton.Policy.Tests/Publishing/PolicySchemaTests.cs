using System.Text;
using Baton.Policy.Json;
using Baton.Policy.Publishing;
using Baton.Policy.Schemas;
using Baton.Policy.Tests.Documents;
using Baton.Policy.Tests.Support;
using Baton.TestSupport;

namespace Baton.Policy.Tests.Publishing;

public sealed class PolicySchemaTests
{
    private static readonly JsonSchema Schema = Compile();

    [Fact]
    public void Schema_AcceptsWhatTheReaderAccepts()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var document = new DocumentGenerator(seed).Document();
            Schema.Validate(JsonLiteral.Parse(document).View).ShouldBeNull(document);
        }
    }

    [Theory]
    [InlineData("""{"version":"1"}""")]
    [InlineData("""{"version":"2","default":"deny"}""")]
    [InlineData("""{"version":"1","default":"deny","defualt":1}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"acton":"deny"}}}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.a","op":"equals","value":1}]}]}}}""")]
    [InlineData("""{"version":"1","default":"deny","class":{"reads":{}}}""")]
    [InlineData("""{"version":"1","default":"deny","tools":{"t":{"limits":[{"counter":"c","window":"day","max":-1}]}}}""")]
    public void Schema_RefusesWhatTheReaderRefuses(string document)
    {
        Schema.Validate(JsonLiteral.Parse(document).View).ShouldNotBeNull();
        Given.Load(document).IsValid.ShouldBeFalse();
    }

    [Fact]
    public void Samples_AreValidAndPassTheirTests()
    {
        var samples = Directory.GetFiles(Repository.At("samples", "policies"));
        samples.Length.ShouldBeGreaterThan(5);
        foreach (var sample in samples)
        {
            var bytes = File.ReadAllBytes(sample);
            var result = Policy.Compilation.PolicyLoader.Check(bytes, Policy.Documents.PolicyReader.FormatOf(sample, bytes));
            result.Problems.ShouldBeEmpty(sample);
            var results = Policy.Cases.PolicyCases.Run(result.Policy!);
            results.Count.ShouldBeGreaterThan(1, sample);
            results.Where(one => !one.Pass).ShouldBeEmpty(sample);
        }
    }

    private static JsonSchema Compile()
    {
        JsonSchema.TryCompile(JsonLiteral.Parse(Encoding.UTF8.GetString(PolicySchema.Write())), out var schema, out var problem).ShouldBeTrue(problem?.Message);
        return schema!;
    }
}
