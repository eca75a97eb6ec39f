using Baton.Gateway.Audit;

namespace Baton.Gateway.Tests.Audit;

public sealed class AuditHeadTextTests
{
    private readonly AuditSample _sample = new(3);

    [Fact]
    public void Read_OfWhatWasWritten_IsTheSameGenuineHead()
    {
        var read = AuditHeadText.Read(AuditHeadText.Write(_sample.Head)).ShouldNotBeNull();

        read.ShouldBe(_sample.Head);
        read.IsGenuine(_sample.Keys).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("""{"chain":"a","sequence":"one","mac":"","time":"2026-01-01T00:00:00Z","signature":""}""")]
    [InlineData("""{"chain":"a","sequence":1,"mac":"","time":"yesterday","signature":""}""")]
    [InlineData("""{"chain":null,"sequence":1,"mac":"","time":"2026-01-01T00:00:00Z","signature":""}""")]
    [InlineData("""{"chain":"a","sequence":1,"mac":null,"time":"2026-01-01T00:00:00Z","signature":""}""")]
    [InlineData("""{"chain":"a","sequence":1,"mac":"","time":"2026-01-01T00:00:00Z","signature":null}""")]
    [InlineData("""{"chain":"a","sequence":1,"mac":"","time":null,"signature":""}""")]
    [InlineData("""{"chain":"a","sequence":1.5,"mac":"","time":"2026-01-01T00:00:00Z","signature":""}""")]
    [InlineData("""{"chain":"a","sequence":1,"mac":"","time":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"chain":"\ud800","sequence":1,"mac":"","time":"2026-01-01T00:00:00Z","signature":""}""")]
    [InlineData("null")]
    [InlineData("7")]
    public void Read_OfAnythingElse_IsNull(string line) => AuditHeadText.Read(line).ShouldBeNull();
}
