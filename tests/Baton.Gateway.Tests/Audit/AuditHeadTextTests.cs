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
    public void Read_OfAnythingElse_IsNull(string line) => AuditHeadText.Read(line).ShouldBeNull();
}
