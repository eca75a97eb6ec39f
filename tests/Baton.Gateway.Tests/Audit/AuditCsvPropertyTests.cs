using System.Text;
using System.Text.Json;
using Baton.Gateway.Audit;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Audit;

/// <summary>Whatever a client wrote into a name or a message, a row of CSV stays one row with its columns (RFC 4180).</summary>
public sealed class AuditCsvPropertyTests
{
    [Fact]
    public void Line_AnyMessage_ReadsBackAsItself_OrWithAnApostropheInFront()
        => Prop.ForAll(Texts().ToArbitrary(), text =>
        {
            var fields = Parse(AuditCsv.Line(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, string> { ["message"] = text, ["tool"] = text }))));
            fields.Count.ShouldBe(AuditCsv.Header.TrimEnd().Split(',').Length);
            foreach (var column in new[] { "message", "tool" })
            {
                var field = fields[Array.IndexOf(AuditCsv.Header.TrimEnd().Split(','), column)];
                field.ShouldBeOneOf(text, "'" + text);
                if (text is ['=' or '@' or '\t' or '\r' or '\n', ..]) field.ShouldBe("'" + text);
            }
        }).Check(Repeatable.Config);

    [Theory]
    [InlineData("-5", "-5")]
    [InlineData("+0.5", "+0.5")]
    [InlineData("-5-cmd", "'-5-cmd")]
    [InlineData("-", "'-")]
    [InlineData("+", "'+")]
    [InlineData("-1,000", "\"-1,000\"")]
    [InlineData("\t5", "'\t5")]
    [InlineData("\r5", "\"'\r5\"")]
    [InlineData("+5-", "'+5-")]
    [InlineData("-(5)", "'-(5)")]
    [InlineData("- 5", "'- 5")]
    public void Line_NumberWithASign_StaysANumber(string text, string expected)
        => AuditCsv.Line(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { code = text }))).ShouldContain($",{expected},");

    [Fact]
    public void Line_EveryField_StandsUnderItsName()
    {
        var entry = new AuditEntry
        {
            Kind = "outcome",
            Outcome = "allow",
            RequestId = "r",
            TraceId = "t",
            TraceState = "ts",
            BaggageKeys = ["b1", "b2"],
            Grant = "g",
            Principal = "p",
            ClientName = "cn",
            ClientVersion = "cv",
            Address = "a",
            Server = "s",
            Method = "m",
            Tool = "tool",
            InnerTools = ["i1", "i2"],
            Category = "read",
            Policy = "pol",
            PolicyRevision = 7,
            Observed = true,
            Rule = "rule",
            Code = "code",
            Message = "msg",
            ArgumentKeys = ["x", "y z"],
            ArgumentDigest = "d",
            ArgumentsEncrypted = "e",
            DefinitionHash = "h",
            ApprovalId = "ap",
            UpstreamStatus = "ok",
            ResultBytes = 12,
            IsError = false,
            GatewayTime = TimeSpan.FromMicroseconds(34),
            UpstreamTime = TimeSpan.FromMicroseconds(56),
            Limits = [new AuditLimit("c", 1.5m, 10m) { IsOverride = true }],
        };
        var text = AuditBody.Write(entry);
        var body = new byte[text.Length + AuditBody.HeadBytes];
        var length = AuditBody.Join(9, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), text, body);

        var fields = Parse(AuditCsv.Line(body.AsMemory(0, length)));

        AuditCsv.Header.TrimEnd().Split(',').Zip(fields, (name, value) => $"{name}={value}").ShouldBe(
        [
            "sequence=9", "time=2026-03-01T12:00:00.000000Z", "kind=outcome", "request_id=r", "trace_id=t", "trace_state=ts", "baggage_keys=b1 b2", "grant=g", "principal=p", "client_name=cn",
            "client_version=cv", "address=a", "server=s", "method=m", "tool=tool", "inner_tools=i1 i2", "category=read", "policy=pol", "policy_revision=7",
            "outcome=allow", "observed=true", "rule=rule", "code=code", "message=msg", "argument_keys=x y z", "argument_digest=d", "arguments_encrypted=e",
            "definition_hash=h", "approval_id=ap", "upstream_status=ok", "result_bytes=12", "is_error=false", "gateway_us=34", "upstream_us=56",
            """limits=[{"counter":"c","remaining":1.5,"max":10,"override":true}]""",
        ]);
    }

    private static Gen<string> Texts()
    {
        var letters = Gen.Elements('=', '+', '-', '@', '\t', '\r', '\n', ',', '"', '\'', ' ', 'a', '1', 'é', '漢');
        return Gen.ListOf(letters).Select(list => string.Concat(list));
    }

    /// <summary>Reads one record as RFC 4180 says.</summary>
    private static List<string> Parse(string line)
    {
        line.ShouldEndWith("\r\n");
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < line.Length - 2; at++)
        {
            var letter = line[at];
            if (quoted && letter == '"' && line[at + 1] == '"') field.Append(line[++at]);
            else if (letter == '"') quoted = !quoted;
            else if (letter == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(letter);
        }
        quoted.ShouldBeFalse();
        fields.Add(field.ToString());
        return fields;
    }
}
