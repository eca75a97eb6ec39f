using Baton.Policy.Documents;
using Baton.Policy.Documents.Shapes;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Documents;

/// <summary>Every key of every object of the language with a value of every wrong kind: refused where it stands, in JSON and in YAML.</summary>
public sealed class KeyKindTests
{
    private static readonly (string Json, string Name)[] Kinds = [("{\"zz\":1}", "an object"), ("[[]]", "a list"), ("\"zz\"", "a string"), ("-7", "a number"), ("null", "null"), ("true", "true or false")];

    // Where an object of each shape stands in a document: before it and behind it, and its pointer.
    private static readonly Dictionary<string, (string Before, string Behind, string Pointer)> Places = new()
    {
        ["policy"] = ("", "", ""),
        ["entry"] = ("\"tools\":{\"t\":", "}", "/tools/t"),
        ["rule"] = ("\"tools\":{\"t\":{\"require\":[", "]}}", "/tools/t/require/0"),
        ["condition"] = ("\"tools\":{\"t\":{\"deny_if\":[{\"conditions\":[", "]}]}}", "/tools/t/deny_if/0/conditions/0"),
        ["limit"] = ("\"tools\":{\"t\":{\"limits\":[", "]}}", "/tools/t/limits/0"),
        ["cost"] = ("\"tools\":{\"t\":{\"limits\":[{\"counter\":\"c\",\"window\":\"day\",\"max\":1,\"cost\":", "}]}}", "/tools/t/limits/0/cost"),
        ["rate_limit"] = ("\"tools\":{\"t\":{\"rate_limit\":", "}}", "/tools/t/rate_limit"),
        ["approval"] = ("\"tools\":{\"t\":{\"approval\":", "}}", "/tools/t/approval"),
        ["result"] = ("\"tools\":{\"t\":{\"result\":", "}}", "/tools/t/result"),
        ["pattern"] = ("\"tools\":{\"t\":{\"result\":{\"redact\":[", "]}}}", "/tools/t/result/redact/0"),
        ["server_requests"] = ("\"server_requests\":", "", "/server_requests"),
        ["test"] = ("\"tests\":[", "]", "/tests/0"),
        ["call"] = ("\"tests\":[{\"name\":\"n\",\"expect\":\"allow\",\"call\":", "}]", "/tests/0/call"),
        ["caller"] = ("\"tests\":[{\"name\":\"n\",\"expect\":\"allow\",\"call\":{\"tool\":\"t\",\"caller\":", "}}]", "/tests/0/call/caller"),
    };

    public static TheoryData<string> Shapes() => [.. Language.Objects.Select(shape => shape.Name)];

    [Fact]
    public void Places_AreThoseOfEveryObject() => Places.Keys.ShouldBe(Language.Objects.Select(shape => shape.Name), ignoreOrder: true);

    [Theory, MemberData(nameof(Shapes))]
    public void Load_ValueOfAnotherKind_IsToldAtItsKey(string name)
    {
        var shape = Language.Objects.Single(found => found.Name == name);
        var tried = 0;
        foreach (var key in shape.Keys)
        {
            foreach (var (json, kind) in Kinds.Where(kind => !Admits(key, kind.Name)))
            {
                tried++;
                var (document, pointer) = Document(name, $"{{\"{key.Name}\":{json}}}", key.Name);
                foreach (var format in new[] { PolicyFormat.Json, PolicyFormat.Yaml })
                {
                    var errors = Given.Errors(document, format);
                    errors.ShouldContain(error => (error.Pointer == pointer && error.Code != "unknown_key") || error.Pointer.StartsWith(pointer + "/", StringComparison.Ordinal), $"{kind} under {key.Name}: {string.Join("; ", errors.AsEnumerable())}");
                    errors.ShouldAllBe(error => error.Line == 1 && error.Column > 0);
                }
            }
        }
        tried.ShouldBeGreaterThan(shape.Keys.Length);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Load_ObjectOfAnotherKind_IsToldAtItsPlace(string name)
    {
        foreach (var (json, kind) in Kinds.Where(kind => kind.Name != "an object" && !(kind.Name == "a string" && name is "pattern" or "rate_limit")))
        {
            var (before, behind, pointer) = Places[name];
            var document = name == "policy" ? json : $"{{\"version\":\"1\",\"default\":\"deny\",{before}{json}{behind}}}";
            Given.Errors(document).ShouldContain(error => error.Code == "wrong_type" && error.Pointer == pointer && error.Message.Contains($"not {kind}", StringComparison.Ordinal), $"{name}: {kind}");
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Load_UnknownKey_IsToldWithTheKeysThereAre(string name)
    {
        var shape = Language.Objects.Single(found => found.Name == name);
        var (document, pointer) = Document(name, "{\"qqqqqq\":1}", "qqqqqq");
        var error = Given.Errors(document).Single(found => found.Code == "unknown_key" && found.Pointer == pointer);
        error.Message.ShouldBe($"`qqqqqq` is not a key of {("aeiou".Contains(name[0], StringComparison.Ordinal) ? "an" : "a")} {name}; it may have {string.Join(", ", shape.Keys.Select(key => key.Name))}.");
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Load_KeyWithItsLastLettersSwapped_IsRecognised(string name)
    {
        var shape = Language.Objects.Single(found => found.Name == name);
        foreach (var key in shape.Keys.Where(key => key.Name.Length > 3 && key.Name[^1] != key.Name[^2]))
        {
            var typed = key.Name[..^2] + key.Name[^1] + key.Name[^2];
            var (document, pointer) = Document(name, $"{{\"{typed}\":1}}", typed);
            Given.Errors(document).ShouldContain(error => error.Pointer == pointer && error.Message.EndsWith($": did you mean `{key.Name}`?", StringComparison.Ordinal), typed);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Load_KeyTwice_IsToldAtTheSecond(string name)
    {
        var key = Language.Objects.Single(found => found.Name == name).Keys[^1].Name;
        var (document, pointer) = Document(name, $"{{\"{key}\":\"x\",\"{key}\":\"y\"}}", key);
        Given.Errors(document).ShouldContain(error => error.Code == "duplicate_key" && error.Pointer == pointer && error.Message == $"`{key}` stands here a second time: remove one of the two.");
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Load_WithoutARequiredKey_SaysWhatItIsFor(string name)
    {
        foreach (var key in Language.Objects.Single(found => found.Name == name).Keys.Where(key => key.Required))
        {
            var (before, behind, pointer) = Places[name];
            var document = name == "policy" ? "{}" : $"{{\"version\":\"1\",\"default\":\"deny\",{before}{{}}{behind}}}";
            Given.Errors(document).ShouldContain(error => error.Code == "missing_key" && error.Pointer == pointer && error.Message == $"`{key.Name}` is missing: {key.Meaning}");
        }
    }

    private static (string Document, string Pointer) Document(string name, string instance, string key)
    {
        var (before, behind, pointer) = Places[name];
        if (name == "policy") return (key is "version" or "default" ? instance : $"{{\"version\":\"1\",\"default\":\"deny\",{instance[1..]}", $"/{key.Replace("~", "~0", StringComparison.Ordinal)}");
        return ($"{{\"version\":\"1\",\"default\":\"deny\",{before}{instance}{behind}}}", $"{pointer}/{key}");
    }

    // The kinds that a shape admits; a word, a pattern or a bound may still refuse the value, which the test expects too.
    private static bool Admits(KeyShape key, string kind) => Admits(key.Value, kind) || ((key.Name is "op" or "window" && kind == "a string") || (key.Name == "window" && kind == "a number"));

    private static bool Admits(ValueShape shape, string kind) => shape switch
    {
        AnythingShape => true,
        TextShape { Pattern: null } => kind == "a string",
        MapShape { Value: AnythingShape } => kind == "an object",
        FlagShape => kind == "true or false",
        ChoiceShape choice => choice.Choices.Any(option => Admits(option, kind)),
        _ => false,
    };
}
