using System.Text;
using Baton.Policy.Json;
using Baton.Policy.Publishing;
using Baton.Policy.Schemas;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Publishing;

/// <summary>The published schema against the reader: what editors call wrong must be wrong, for every way a value may be written.</summary>
public sealed class SchemaAndReaderTests
{
    private static readonly JsonSchema Schema = Compile();

    [Theory]
    // Durations.
    [InlineData("\"approval\":{\"timeout\":\"30m\"}")]
    [InlineData("\"approval\":{\"timeout\":\"1.5h\"}")]
    [InlineData("\"approval\":{\"timeout\":\"500ms\"}")]
    [InlineData("\"approval\":{\"timeout\":\"PT5M\"}")]
    [InlineData("\"approval\":{\"wait\":\"0\"}")]
    [InlineData("\"approval\":{\"wait\":\"0s\"}")]
    [InlineData("\"approval\":{\"remember\":\"none\"}")]
    [InlineData("\"approval\":{\"remember\":\"session\"}")]
    [InlineData("\"approval\":{\"remember\":\"2.5d\"}")]
    // Windows.
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":\"day\",\"max\":1}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":90,\"max\":1}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":\"90\",\"max\":1}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":\"P1D\",\"max\":1}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":\"day\",\"max\":0}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":\"day\",\"max\":1e15}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"concurrent\":1000000}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"concurrent\":5.0}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":60.0,\"max\":1}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":6e1,\"max\":1}]")]
    [InlineData("\"result\":{\"max_bytes\":1e3}")]
    // Rates.
    [InlineData("\"rate_limit\":\"10/minute\"")]
    [InlineData("\"rate_limit\":\"10/90\"")]
    [InlineData("\"rate_limit\":\"10/PT5M\"")]
    [InlineData("\"rate_limit\":{\"max\":0.5,\"window\":\"month\"}")]
    // Results, schemas, rules.
    [InlineData("\"result\":{\"max_bytes\":1,\"redact\":[\"pii\",{\"pattern\":\"x\"}],\"deny_if_contains\":[\"x\",{\"pattern\":\"y\"}]}")]
    [InlineData("\"arguments\":true")]
    [InlineData("\"arguments\":false")]
    [InlineData("\"arguments\":{}")]
    [InlineData("\"require\":[{}]")]
    [InlineData("\"deny_if\":[{\"conditions\":[{\"not\":{\"any\":[{\"all\":[{\"path\":\"args.a\",\"op\":\"exists\"}]}]}}]}]")]
    public void Schema_EntryThatLoads_IsValidToEditors(string part)
    {
        var document = $$"""{"version":"1","default":"deny","tools":{"t":{ {{part}} } } }""";
        Given.Errors(document).ShouldBeEmpty();
        Schema.Validate(JsonLiteral.Parse(document).View).ShouldBeNull();
    }

    [Theory]
    [InlineData("\"approval\":{\"timeout\":\"soon\"}")]
    [InlineData("\"approval\":{\"timeout\":\"30\"}")]
    [InlineData("\"approval\":{\"timeout\":\"1.h\"}")]
    [InlineData("\"approval\":{\"timeout\":\".5h\"}")]
    [InlineData("\"approval\":{\"timeout\":\"-5m\"}")]
    [InlineData("\"approval\":{\"timeout\":5}")]
    [InlineData("\"approval\":{\"by\":\"admin\"}")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":\"fortnight\",\"max\":1}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":0,\"max\":1}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"window\":1.5,\"max\":1}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"concurrent\":-1}]")]
    [InlineData("\"limits\":[{\"counter\":\"c\",\"concurrent\":1.5}]")]
    [InlineData("\"limits\":[{\"window\":\"day\",\"max\":1}]")]
    [InlineData("\"limits\":{\"counter\":\"c\"}")]
    [InlineData("\"rate_limit\":\"ten/minute\"")]
    [InlineData("\"rate_limit\":\"10/\"")]
    [InlineData("\"rate_limit\":\"10/minutes\"")]
    [InlineData("\"rate_limit\":{\"max\":1}")]
    [InlineData("\"result\":{\"max_bytes\":0}")]
    [InlineData("\"result\":{\"redact\":[\"secret\"]}")]
    [InlineData("\"result\":{\"redact\":\"secrets\"}")]
    [InlineData("\"require\":{}")]
    [InlineData("\"require\":[{\"conditions\":[{\"not\":[]}]}]")]
    [InlineData("\"mode\":\"audit\"")]
    public void Schema_EntryThatIsRefused_IsInvalidToEditors(string part)
    {
        var document = $$"""{"version":"1","default":"deny","tools":{"t":{ {{part}} } } }""";
        Given.Errors(document).ShouldNotBeEmpty();
        Schema.Validate(JsonLiteral.Parse(document).View).ShouldNotBeNull();
    }

    [Fact]
    public void Schema_EveryKey_SaysWhatItMeans()
    {
        var view = JsonLiteral.Parse(Encoding.UTF8.GetString(PolicySchema.Write())).View;
        var definitions = view.Property("$defs"u8).Members();
        var shapes = 0;
        foreach (var definition in definitions)
        {
            shapes++;
            foreach (var property in definition.Value.Property("properties"u8).Members())
            {
                property.Value.Property("description"u8).GetString().ShouldEndWith(".", Case.Sensitive, $"{definition.Name}.{property.Name}");
            }
            definition.Value.Property("additionalProperties"u8).Kind.ShouldBe(JsonKind.False, definition.Name);
        }
        shapes.ShouldBe(13);
    }

    private static JsonSchema Compile()
    {
        JsonSchema.TryCompile(JsonLiteral.Parse(Encoding.UTF8.GetString(PolicySchema.Write())), out var schema, out var problem).ShouldBeTrue(problem?.Message);
        return schema!;
    }
}
