using System.Globalization;

namespace Baton.Policy.Tests.Documents;

/// <summary>Writes valid documents with every key of the language, from a seed.</summary>
internal sealed class DocumentGenerator(int seed)
{
    private static readonly string[] Tools = ["save", "load", "delete_repo", "memory_*", "get?", "create_refund"];

    private static readonly string[] Comparisons =
    [
        """ "op":"eq","value":5 """, """ "op":"neq","value":"a/b~c" """, """ "op":"in","value":[1,"x",true,{"a":[]}] """, """ "op":"not_in","value":[2.50] """,
        """ "op":"lt","value":100 """, """ "op":"gte","value":"2026-01-01T00:00:00Z" """, """ "op":"exists" """, """ "op":"exists","value":false """,
        """ "op":"contains","value":"é😀","ignore_case":true """, """ "op":"starts_with","value":"a","normalize":"nfkc" """, """ "op":"ends_with","value":"z","missing":"pass" """,
        """ "op":"regex","value":"^[a-z]+$","full":true """, """ "op":"matches","value":"a*?" """, """ "op":"type","value":"string" """, """ "op":"length","value":{"lte":10,"gt":1} """,
        """ "op":"bytes","value":{"lt":5} """, """ "op":"url","value":{"scheme":["https"],"host":["*.x.com"],"port":[443],"path":"/a/**"} """, """ "op":"path_within","value":["/srv"] """,
        """ "op":"cidr","value":["10.0.0.0/8"] """, """ "op":"email_domain","value":["x.com"] """, """ "op":"argv","value":["git"] """, """ "op":"eq","value_from":"args.other" """,
    ];

    private readonly Random _random = new(seed);

    public string Document()
    {
        var parts = new List<string> { "\"version\":\"1\"", $"\"default\":\"{Pick("allow", "deny")}\"" };
        Maybe(parts, () => $"\"mode\":\"{Pick("enforce", "observe")}\"");
        Maybe(parts, () => "\"hide\":[\"secret_*\",\"drop\"]");
        Maybe(parts, () => $"\"show_denied\":{Pick("true", "false")}");
        Maybe(parts, () => $"\"all_tools\":{Entry()}");
        parts.Add($"\"tools\":{{{string.Join(',', Tools.Where(_ => Toss()).Select(tool => $"\"{tool}\":{Entry()}"))}}}");
        Maybe(parts, () => $"\"class\":{{\"{Pick("read", "write", "destructive")}\":{Entry()}}}");
        Maybe(parts, () => $"\"resources\":{{\"file:///a/**\":{Entry()}}}");
        Maybe(parts, () => $"\"prompts\":{{\"greet\":{Entry()}}}");
        Maybe(parts, () => "\"server_requests\":{\"sampling\":\"deny\",\"roots\":\"allow\"}");
        Maybe(parts, () => $"\"definitions\":\"{Pick("pinned", "any")}\"");
        Maybe(parts, () => """ "tests":[{"name":"n","call":{"tool":"save","args":{"x":1.50},"category":"read","server":"s","caller":{"grant":"g"},"at":"2026-03-04T12:00:00Z"},"expect":"allow","rule":"r"}] """);
        Maybe(parts, () => "\"description\":\"line\\nbreak\"");
        return $"{{{string.Join(',', parts)}}}";
    }

    private string Entry()
    {
        var parts = new List<string>();
        Maybe(parts, () => $"\"action\":\"{Pick("allow", "deny", "hide", "require_approval")}\"");
        Maybe(parts, () => "\"reason\":\"because\"");
        Maybe(parts, () => $"\"require\":[{Rule()}]");
        Maybe(parts, () => $"\"deny_if\":[{Rule()},{Rule()}]");
        Maybe(parts, () => """ "arguments":{"type":"object","properties":{"x":{"type":["string","number"]}}} """);
        Maybe(parts, () => $"\"limits\":[{Limit()}]");
        Maybe(parts, () => Pick("\"rate_limit\":\"10/minute\"", "\"rate_limit\":{\"max\":3,\"window\":60}"));
        Maybe(parts, () => """ "approval":{"by":"operator","timeout":"30m","wait":"20s","remember":"2h","remember_on":["args.x"]} """);
        Maybe(parts, () => """ "result":{"max_bytes":1000,"redact":["secrets",{"pattern":"x+"}],"deny_if_contains":["bad"]} """);
        Maybe(parts, () => "\"mode\":\"observe\"");
        return $"{{{string.Join(',', parts)}}}";
    }

    private string Rule()
    {
        var parts = new List<string>();
        Maybe(parts, () => $"\"id\":\"rule-{_random.Next(9)}\"");
        Maybe(parts, () => $"\"when\":[{Condition(1)}]");
        parts.Add($"\"conditions\":[{Condition(2)},{Condition(2)}]");
        Maybe(parts, () => "\"on_deny\":\"No \\\"way\\\".\"");
        return $"{{{string.Join(',', parts)}}}";
    }

    public string Condition(int depth) => depth > 0 && _random.Next(4) == 0
        ? Pick($"{{\"any\":[{Condition(depth - 1)},{Condition(depth - 1)}]}}", $"{{\"all\":[{Condition(depth - 1)}]}}", $"{{\"not\":{Condition(depth - 1)}}}")
        : $"{{\"path\":\"{Pick("args.x", "args.other", "args.list[0].y", "args[\\\"a.b\\\"]", "caller.grant", "tool.name")}\",{Pick(Comparisons)}}}";

    private string Limit() => Pick(
        $$"""{"counter":"c{{_random.Next(3).ToString(CultureInfo.InvariantCulture)}}","window":"minute","max":{{Pick("1", "2.50", "1000000")}},"scope":"{{Pick("grant", "principal", "server", "global")}}"}""",
        """{"counter":"s","window":3600,"max":5,"scope":"session","else":"grant","on_exceed":"ask","same":"arguments"}""",
        """{"counter":"d","window":"day","align":"calendar","tz":"Europe/Berlin","max":9,"cost":{"path":"args.x"},"min_cost":0.01}""",
        """{"counter":"p","window":"PT5M","max":7}""",
        """{"counter":"k","concurrent":2}""");

    private void Maybe(List<string> parts, Func<string> part)
    {
        if (Toss()) parts.Add(part().Trim());
    }

    private bool Toss() => _random.Next(2) == 0;

    private string Pick(params string[] from) => from[_random.Next(from.Length)];
}
