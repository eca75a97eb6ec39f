using System.Text;
using Baton.Gateway.Inspection;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Tests.Inspection;

public sealed class ListCutterTests
{
    [Theory]
    [InlineData("""{"tools":[ {"name":"a"}, {"name":"b", "x":1.0} ,{"name":"c"}],"_meta":{"k": 1.0}}""", """{"tools":[{"name":"b", "x":1.0}],"_meta":{"k": 1.0}}""")]
    [InlineData("""{"nextCursor":"n","tools":[{"name":"a"}]}""", """{"nextCursor":"n","tools":[]}""")]
    [InlineData("""{"tools":[{"name":"b"}, {"name":"b"}]}""", """{"tools":[{"name":"b"}, {"name":"b"}]}""")]
    [InlineData("""{"tools":[{"Name":"b"},7,{"name":3}]}""", """{"tools":[]}""")]
    [InlineData("""{"tools":{"name":"a"}}""", """{"tools":{"name":"a"}}""")]
    [InlineData("""{"other":[]}""", """{"other":[]}""")]
    public void Cut_KeepsOnlyWhatIsWanted_AndTheTextOfTheRest(string before, string after)
        => Encoding.UTF8.GetString(ListCutter.Cut(Encoding.UTF8.GetBytes(before), "tools", "name", name => name == "b").Span).ShouldBe(after);

    [Theory]
    [InlineData("""{"cacheScope":"public","ttlMs":60001}""", """{"cacheScope":"private","ttlMs":60000}""")]
    [InlineData("""{"ttlMs":5.5,"cacheScope":"private"}""", """{"ttlMs":5.5,"cacheScope":"private"}""")]
    [InlineData("""{"ttlMs":0,"x":[1.0]}""", """{"ttlMs":0,"x":[1.0]}""")]
    [InlineData("""{"tools":[]}""", """{"tools":[]}""")]
    public void Cut_Hints_AreNeverSharedAndNeverLong(string before, string after)
        => Encoding.UTF8.GetString(CacheHints.Cut(Encoding.UTF8.GetBytes(before), Era.Stateless).Span).ShouldBe(after);
}
