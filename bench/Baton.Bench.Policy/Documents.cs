using System.Text;

namespace Baton.Bench.Policy;

/// <summary>The documents that are measured.</summary>
internal static class Documents
{
    /// <summary>Three rules and two limits, the realistic case of the goal.</summary>
    public const string Realistic = """
        {"version":"1","default":"deny",
         "all_tools":{"limits":[{"counter":"calls","window":"minute","max":1000000000}]},
         "tools":{"create_refund":{
           "require":[
             {"when":[{"path":"args.currency","op":"eq","value":"USD"}],"conditions":[{"path":"args.amount","op":"lte","value":500}],"on_deny":"Refunds over 500 need a person."},
             {"conditions":[{"path":"args.currency","op":"in","value":["USD","EUR"]}]}],
           "deny_if":[{"conditions":[{"path":"args.reason","op":"contains","value":"test"}]}],
           "limits":[{"counter":"spend","window":"day","max":1000000,"cost":{"path":"args.amount"},"min_cost":0.01}]}}}
        """;

    public const string Arguments = """{"charge":"ch_3Nf8aZ2eZvKYlo2C1aBcDeFg","amount":49.90,"currency":"USD","reason":"requested by the customer","metadata":{"ticket":"4711"}}""";

    /// <summary>Two hundred tools, each with rules, a pattern and limits.</summary>
    public static byte[] TwoHundredTools()
    {
        var text = new StringBuilder("""{"version":"1","default":"deny","tools":{""");
        for (var tool = 0; tool < 200; tool++)
        {
            if (tool > 0) text.Append(',');
            text.Append($$"""
                "tool_{{tool}}":{"require":[{"when":[{"path":"args.kind","op":"eq","value":"k{{tool}}" }],"conditions":[{"path":"args.amount","op":"lte","value": {{tool}} }]},
                {"conditions":[{"path":"args.branch","op":"regex","value":"^(feat|fix)/[a-z0-9-]{1,40}$"},{"path":"args.to","op":"email_domain","value":["example.com"]}],"on_deny":"No."}],
                "deny_if":[{"conditions":[{"path":"args.url","op":"url","value":{"scheme":["http"],"host":["*.internal"]} }]}],
                "limits":[{"counter":"c{{tool}}","window":"minute","max":30},{"counter":"spend","window":"day","max":1000,"cost":{"path":"args.amount"} }] }
                """);
        }
        return Encoding.UTF8.GetBytes(text.Append("}}").ToString());
    }
}
