using System.Text;
using Baton.Gateway.Audit;

namespace Baton.Gateway.Tests.Audit;

public sealed class AuditCsvTests
{
    [Fact]
    public void Line_HasOneFieldForEveryColumn()
        => AuditCsv.Line("""{"sequence":1,"time":"t","kind":"event","outcome":"x"}"""u8.ToArray()).Count(letter => letter == ',').ShouldBe(AuditCsv.Header.Count(letter => letter == ','));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("+cmd|x", "'+cmd|x")]
    [InlineData("\n=1+1", "\"'\n=1+1\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠SUM(1)", "'＠SUM(1)")]
    [InlineData("-5", "-5")]
    public void Line_WritesTextSoThatItStaysText(string message, string expected)
    {
        var body = $$"""{"message":{{System.Text.Json.JsonSerializer.Serialize(message)}}}""";

        AuditCsv.Line(Encoding.UTF8.GetBytes(body)).ShouldContain($",{expected},");
    }

    [Fact]
    public void Line_Lists_AreReadable()
        => AuditCsv.Line("""{"argument_keys":["a","b"],"limits":[{"counter":"c","remaining":1,"max":2}]}"""u8.ToArray())
            .ShouldContain(",a b,");
}
