using System.Text;
using System.Text.Json;
using Baton.Gateway.Audit;

namespace Baton.Gateway.Tests.Audit;

public sealed class AuditBodyTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 0, 0, 123, 456, TimeSpan.Zero);

    [Fact]
    public void Join_FullEntry_WritesEveryFieldInOrder()
    {
        var row = Row(new AuditEntry
        {
            Kind = AuditKind.Outcome,
            RequestId = "r1",
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
            TraceState = "rojo=1",
            BaggageKeys = ["user"],
            Grant = "ci",
            Principal = "ada",
            ClientName = "client",
            ClientVersion = "1.2",
            Address = "127.0.0.1",
            Server = "memory",
            Method = "tools/call",
            Tool = "memory_save",
            InnerTools = ["pay", "read"],
            Category = "write",
            Policy = "strict",
            PolicyRevision = 3,
            Outcome = "allow",
            Observed = true,
            Rule = "/tools/memory_save",
            Code = "ok",
            Message = "Fine \"so\" 日本",
            ArgumentKeys = ["content", "key"],
            ArgumentDigest = "ab12",
            ArgumentsEncrypted = "AAAA",
            DefinitionHash = "cd34",
            ApprovalId = "a_1",
            UpstreamStatus = "200",
            ResultBytes = 120,
            IsError = false,
            GatewayTime = TimeSpan.FromMicroseconds(85),
            UpstreamTime = TimeSpan.FromMilliseconds(2),
            Limits = [new AuditLimit("calls", 29.5m, 30m)],
        });

        row.ShouldBe("""
            {"sequence":17,"time":"2026-03-01T12:00:00.123456Z","kind":"outcome","request_id":"r1","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","trace_state":"rojo=1","baggage_keys":["user"],"grant":"ci","principal":"ada","client_name":"client","client_version":"1.2","address":"127.0.0.1","server":"memory","method":"tools/call","tool":"memory_save","inner_tools":["pay","read"],"category":"write","policy":"strict","policy_revision":3,"outcome":"allow","observed":true,"rule":"/tools/memory_save","code":"ok","message":"Fine \"so\" 日本","argument_keys":["content","key"],"argument_digest":"ab12","arguments_encrypted":"AAAA","definition_hash":"cd34","approval_id":"a_1","upstream_status":"200","result_bytes":120,"is_error":false,"gateway_us":85,"upstream_us":2000,"limits":[{"counter":"calls","remaining":29.5,"max":30}]}
            """.Trim());
        using var parsed = JsonDocument.Parse(row);
        parsed.RootElement.EnumerateObject().Select(field => field.Name).ShouldBe(AuditFields.Names);
    }

    [Fact]
    public void Join_SparseEntry_LeavesAbsentFieldsOut()
        => Row(new AuditEntry { Kind = AuditKind.Refusal, Outcome = "deny", Rule = "(malformed)" }).ShouldBe(
            """{"sequence":17,"time":"2026-03-01T12:00:00.123456Z","kind":"refusal","outcome":"deny","rule":"(malformed)"}""");

    [Fact]
    public void Read_OfWhatWasJoined_GivesPlaceAndIndexBack()
    {
        var entry = AuditSample.Entry(2);

        var read = AuditRowReader.Read(Encoding.UTF8.GetBytes(Row(entry))).ShouldNotBeNull();

        read.ShouldBe(new AuditRowReader.Reading(17, Time, AuditIndex.Of(entry)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"sequence\":\"x\"}")]
    [InlineData("{\"sequence\":1}")]
    public void Read_OfNoRow_IsNull(string text) => AuditRowReader.Read(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    private static string Row(AuditEntry entry)
    {
        var text = AuditBody.Write(entry);
        var output = new byte[text.Length + AuditBody.HeadBytes];
        return Encoding.UTF8.GetString(output, 0, AuditBody.Join(17, Time, text, output));
    }
}
