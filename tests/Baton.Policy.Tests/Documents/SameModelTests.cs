using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Policy.Compilation;
using Baton.Policy.Documents;
using Baton.Policy.Documents.Writing;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Documents;

/// <summary>One document in JSON, in YAML of two styles, and written anew: one model, one revision, the same decisions.</summary>
public sealed class SameModelTests
{
    private static readonly string[] Arguments = ["{}", """{"x":1}""", """{"x":5}""", """{"x":"a/b~c"}""", """{"x":"abcxyz"}""", """{"other":5,"x":5}""", """{"list":[{"y":5}]}""", """{"a.b":"git status"}""", """{"x":null}""", """{"x":{}}"""];

    [Fact]
    public void Load_SameDocumentInEachForm_HasOneRevisionAndDecidesAlike()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var json = new DocumentGenerator(seed).Document();
            var policy = Load(json, PolicyFormat.Json);
            using var tree = JsonDocument.Parse(json);
            string[] forms = [Block(tree.RootElement, 0), Flow(tree.RootElement, new Random(seed))];
            var others = forms.Select(form => Load(form, PolicyFormat.Yaml))
                .Append(Load(Encoding.UTF8.GetString(PolicyWriter.Write(policy.Document)), PolicyFormat.Json))
                .Append(Load(Encoding.UTF8.GetString(PolicyWriter.Write(policy.Document, indented: true)), PolicyFormat.Json))
                .Append(Load(json, PolicyFormat.Yaml)).ToArray();
            foreach (var other in others)
            {
                other.Revision.ShouldBe(policy.Revision, $"seed {seed}");
                other.Document.ShouldBe(policy.Document, $"seed {seed}");
                foreach (var args in Arguments)
                {
                    foreach (var tool in (string[])["save", "memory_x", "delete_repo", "other"])
                    {
                        var (one, two) = (policy.Decide(Given.Call(args, tool)), other.Decide(Given.Call(args, tool)));
                        (two.Outcome, two.Rule, two.Code, two.Message, two.Entry).ShouldBe((one.Outcome, one.Rule, one.Code, one.Message, one.Entry));
                    }
                }
            }
        }
    }

    [Theory]
    // Changes that a reader would call another policy have another revision; changes of layout have not.
    [InlineData("\"max\":5", "\"max\":6", true)]
    [InlineData("\"max\":5", "\"max\":5.0", false)]
    [InlineData("\"max\":5", "\"max\": 5 ", false)]
    [InlineData("\"counter\":\"c\",\"window\":\"day\"", "\"window\":\"day\",\"counter\":\"c\"", false)]
    [InlineData("\"description\":\"d\"", "\"description\":\"e\"", true)]
    [InlineData("\"reason\":\"no\"", "\"reason\":\"n\\u006f\"", false)]
    [InlineData("\"hide\":[\"a\",\"b\"]", "\"hide\":[\"b\",\"a\"]", true)]
    [InlineData("\"default\":\"deny\"", "\"default\":\"allow\"", true)]
    [InlineData("\"hide\":[\"a\",\"b\"],", "\"hide\":[\"a\",\"b\"],\"mode\":\"observe\",", true)]
    public void Revision_FollowsTheModel(string part, string becomes, bool another)
    {
        const string Document = """{"version":"1","default":"deny","description":"d","hide":["a","b"],"tools":{"t":{"reason":"no","limits":[{"counter":"c","window":"day","max":5}]}}}""";
        Document.ShouldContain(part, Case.Sensitive);
        var one = Given.Policy(Document).Revision;
        (Given.Policy(Document.Replace(part, becomes, StringComparison.Ordinal)).Revision != one).ShouldBe(another);
        one.Length.ShouldBe(64);
    }

    [Fact]
    public void Revision_GivenByTheCaller_IsKept()
        => PolicyLoader.Load("""{"version":"1","default":"deny"}"""u8, PolicyFormat.Json, new CompileOptions { Revision = "r7" }).Policy!.Revision.ShouldBe("r7");

    private static CompiledPolicy Load(string text, PolicyFormat format)
    {
        var result = Given.Load(text, format);
        return result.Policy.ShouldNotBeNull($"{text}\n{string.Join('\n', result.Problems)}");
    }

    private static string Block(JsonElement value, int depth)
    {
        var indent = new string(' ', 2 * depth);
        var text = new StringBuilder();
        if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
        {
            foreach (var member in value.EnumerateObject()) text.Append(CultureInfo.InvariantCulture, $"\n{indent}{JsonSerializer.Serialize(member.Name)}: {Block(member.Value, depth + 1)}");
            return text.ToString();
        }
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            foreach (var item in value.EnumerateArray()) text.Append(CultureInfo.InvariantCulture, $"\n{indent}- {Block(item, depth + 1)}");
            return text.ToString();
        }
        return value.GetRawText();
    }

    private static string Flow(JsonElement value, Random random) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{ {string.Join(",\n ", value.EnumerateObject().Select(member => $"{JsonSerializer.Serialize(member.Name)}: {Flow(member.Value, random)}"))} }}",
        JsonValueKind.Array => $"[ {string.Join(" , ", value.EnumerateArray().Select(item => Flow(item, random)))} ]",
        JsonValueKind.String when value.GetString() is { } text && random.Next(2) == 0 && !text.Contains('\n', StringComparison.Ordinal) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => value.GetRawText(),
    };
}
