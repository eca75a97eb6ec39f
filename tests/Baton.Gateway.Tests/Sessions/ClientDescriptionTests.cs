using System.Text;
using Baton.Gateway.Sessions;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Sessions;

public sealed class ClientDescriptionTests
{
    [Theory]
    [InlineData("""{"name":"probe","version":"9"}""", "probe", "9")]
    [InlineData("""{"name":"probe"}""", "probe", null)]
    [InlineData("""{"name":7,"version":["x"]}""", null, null)]
    [InlineData("{}", null, null)]
    public void Of_Info_TakesTextsOnly(string info, string? name, string? version)
    {
        var described = ClientDescription.Of(Encoding.UTF8.GetBytes(info), "{}"u8.ToArray());
        (described.Name, described.Version).ShouldBe((name, version));
    }

    [Fact]
    public void Of_NoInfo_KeepsTheCapabilities()
    {
        var described = ClientDescription.Of(default, """{"sampling":{}}"""u8.ToArray());
        (described.Name, described.Version, Encoding.UTF8.GetString(described.Capabilities.Span)).ShouldBe((null, null, """{"sampling":{}}"""));
    }

    [Fact]
    public void Of_NameThatIsVeryLong_IsCutToALabel()
        => ClientDescription.Of(Encoding.UTF8.GetBytes($$"""{"name":"{{new string('n', 5000)}}"}"""), default).Name.ShouldBe(new string('n', 200));

    [Fact]
    public void Of_StatelessRequest_IsWhatItsMetaSays()
    {
        var described = ClientDescription.Of(Messages.Read(Messages.Stateless("1", "tools/list")));
        (described.Name, described.Version).ShouldBe(("probe", "9"));
    }
}
