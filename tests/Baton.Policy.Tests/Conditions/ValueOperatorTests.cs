using System.Text.Json;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Conditions;

/// <summary>What the operators on URLs, paths, networks, addresses and commands make of what attackers write.</summary>
public sealed class ValueOperatorTests
{
    [Theory]
    [InlineData("https://api.example.com/v1/users", "T")]
    [InlineData("HTTPS://API.EXAMPLE.COM:443/v1/users", "T")]
    [InlineData("https://api.example.com./v1/x", "T")]
    [InlineData("https://api.example.com/v1/../v1/x", "T")]
    [InlineData("https://api.example.com/v1/a%62c", "T")]
    [InlineData("https://api.example.com/v2/users", "F")]
    [InlineData("https://api.example.com/v1/../admin", "F")]
    [InlineData("https://api.example.com/v1/%2e%2e/admin", "F")]
    [InlineData("http://api.example.com/v1/x", "F")]
    [InlineData("https://evil.com/v1/x", "F")]
    [InlineData("https://api.example.com.evil.com/v1/x", "F")]
    [InlineData("https://api.example.com:8443/v1/x", "F")]
    [InlineData("https://user@api.example.com/v1/x", "U")]
    [InlineData("https://api.example.com@evil.com/v1/x", "U")]
    [InlineData("https://api.example.com\\@evil.com/v1/x", "U")]
    [InlineData("https://api.example.com/v1/x y", "U")]
    [InlineData("https://api.example.com/v1/\nx", "U")]
    [InlineData("https://api.example.com/v1/%2fetc", "U")]
    [InlineData("https://api.example.com/../../x", "U")]
    [InlineData("https://127.1/v1/x", "U")]
    [InlineData("https://0x7f000001/v1/x", "U")]
    [InlineData("https://2130706433/v1/x", "U")]
    [InlineData("https://0177.0.0.1/v1/x", "U")]
    [InlineData("https://[::1", "U")]
    [InlineData("https:///v1", "U")]
    [InlineData("//api.example.com/v1/x", "U")]
    [InlineData("javascript:alert(1)", "U")]
    [InlineData("https://api.example.com:99999/v1/x", "U")]
    [InlineData("https://127.0.0.1/v1/x", "F")]
    [InlineData("https://[::1]/v1/x", "F")]
    public void Url(string url, string truth)
        => Check("""{"path":"args.x","op":"url","value":{"scheme":["https"],"host":["*.example.com"],"port":[443],"path":"/v1/**"}}""", url, truth);

    [Theory]
    [InlineData("https://[::1]/", "T")]
    [InlineData("https://[0:0:0:0:0:0:0:1]/", "T")]
    [InlineData("https://[::ffff:10.0.0.1]/", "T")]
    [InlineData("https://10.0.0.1/", "T")]
    [InlineData("https://bücher.example/", "T")]
    [InlineData("https://xn--bcher-kva.example/", "T")]
    public void Url_HostsInAnyUsualNotation_AreTheSameHost(string url, string truth)
        => Check("""{"path":"args.x","op":"url","value":{"host":["[::1]","10.0.0.1","bücher.example"]}}""", url, truth);

    [Theory]
    [InlineData("/srv/data/a.txt", "T")]
    [InlineData("/srv/data", "T")]
    [InlineData("/srv/./data//x", "T")]
    [InlineData("/srv/data/../data/x", "T")]
    [InlineData("/srv/data/...x", "T")]
    [InlineData("/srv/data2/x", "F")]
    [InlineData("/srv/data/../../etc/passwd", "F")]
    [InlineData("/etc/passwd", "F")]
    [InlineData("/SRV/DATA/x", "F")]
    [InlineData("/../../srv/data/x", "T")]
    [InlineData("/srv/data\\..\\..\\etc", "F")]
    [InlineData("/srv/data/a\\..\\..\\..\\etc", "U")]
    [InlineData("\\srv\\data\\x", "U")]
    [InlineData("srv/data/x", "U")]
    [InlineData("~/x", "U")]
    [InlineData("/srv/data/x\0.txt", "U")]
    [InlineData("//server/share", "U")]
    [InlineData("C:\\srv\\data", "U")]
    [InlineData("C:x", "U")]
    [InlineData("/srv/data/.. /x", "U")]
    [InlineData("/srv/data/file:stream", "U")]
    [InlineData("file:///srv/data/x", "U")]
    [InlineData("", "U")]
    public void PathWithin(string path, string truth) => Check("""{"path":"args.x","op":"path_within","value":["/srv/data"]}""", path, truth);

    [Theory]
    [InlineData("docs/a.md", "T")]
    [InlineData("./docs/../docs/a.md", "T")]
    [InlineData("docs/../../docs/a.md", "F")]
    [InlineData("src/a.cs", "F")]
    [InlineData("/docs/a.md", "U")]
    public void PathWithin_RelativeFolder_JudgesRelativePaths(string path, string truth) => Check("""{"path":"args.x","op":"path_within","value":"docs"}""", path, truth);

    [Theory]
    [InlineData("10.1.2.3", "T")]
    [InlineData("::ffff:10.1.2.3", "T")]
    [InlineData("2001:db8::1", "T")]
    [InlineData("11.0.0.1", "F")]
    [InlineData("::1", "F")]
    [InlineData("10.1", "U")]
    [InlineData("010.1.2.3", "U")]
    [InlineData("0xa.1.2.3", "U")]
    [InlineData("10.1.2.3 ", "U")]
    [InlineData("10.1.2.256", "U")]
    [InlineData("fe80::1%eth0", "U")]
    [InlineData("localhost", "U")]
    public void Cidr(string address, string truth) => Check("""{"path":"args.x","op":"cidr","value":["10.0.0.0/8","2001:db8::/32"]}""", address, truth);

    [Theory]
    [InlineData("10.0.0.1/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/255.0.0.0")]
    [InlineData("10.0.0.0")]
    [InlineData("010.0.0.0/8")]
    [InlineData("2001:db8::1/32")]
    [InlineData("fe80::%1/10")]
    [InlineData("localhost/8")]
    public void Cidr_NetworkThatIsNotWhatItSays_IsAnError(string network)
        => Given.Errors($$"""{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"args.x","op":"cidr","value":["{{network}}"]}]}]} } }""")
            .ShouldHaveSingleItem().Message.ShouldContain($"cannot read the network \"{network}\"");

    [Theory]
    [InlineData("0.0.0.0/0", "8.8.8.8", "T")]
    [InlineData("0.0.0.0/0", "::1", "F")]
    [InlineData("10.1.2.3/32", "10.1.2.3", "T")]
    [InlineData("10.1.2.3/32", "10.1.2.4", "F")]
    [InlineData("10.1.2.2/31", "10.1.2.3", "T")]
    [InlineData("172.16.0.0/12", "172.31.255.255", "T")]
    [InlineData("172.16.0.0/12", "172.32.0.0", "F")]
    [InlineData("::/0", "10.0.0.1", "F")]
    [InlineData("2001:db8::/33", "2001:db8:8000::1", "F")]
    [InlineData("2001:0DB8:0::/32", "2001:db8:ffff::1", "T")]
    public void Cidr_Prefixes_AreKeptToTheBit(string network, string address, string truth)
        => Check($$"""{"path":"args.x","op":"cidr","value":"{{network}}"}""", address, truth);

    [Theory]
    [InlineData("ann@example.com", "T")]
    [InlineData("ann+x@EXAMPLE.com", "T")]
    [InlineData("ann@example.com.evil.com", "F")]
    [InlineData("ann@sub.example.com", "F")]
    [InlineData("ann@example.com, eve@evil.com", "U")]
    [InlineData("\"a@evil.com\"@example.com", "U")]
    [InlineData("Ann <ann@example.com>", "U")]
    [InlineData("ann@example.com\neve@evil.com", "U")]
    [InlineData("example.com", "U")]
    [InlineData("@example.com", "U")]
    public void EmailDomain(string address, string truth) => Check("""{"path":"args.x","op":"email_domain","value":["example.com"]}""", address, truth);

    [Theory]
    [InlineData("git status", "T")]
    [InlineData("  ls   -la '/a b' \"c d\"", "T")]
    [InlineData("'git' push", "T")]
    [InlineData("rm -rf /", "F")]
    [InlineData("gitx status", "F")]
    [InlineData("/usr/bin/git status", "F")]
    [InlineData("git status; rm -rf /", "U")]
    [InlineData("git status && rm x", "U")]
    [InlineData("git $(rm x)", "U")]
    [InlineData("git `rm x`", "U")]
    [InlineData("git \"$(rm x)\"", "U")]
    [InlineData("git status\nrm x", "U")]
    [InlineData("git status > /etc/passwd", "U")]
    [InlineData("git status | sh", "U")]
    [InlineData("X=1 git status", "U")]
    [InlineData("git 'open", "U")]
    [InlineData("ls *", "U")]
    [InlineData("git\\ status", "U")]
    [InlineData("", "U")]
    public void Argv(string command, string truth) => Check("""{"path":"args.x","op":"argv","value":["git","ls"]}""", command, truth);

    [Theory]
    [InlineData("2026-03-04T12:00:00Z", "2026-03-04T12:00:00Z", "F")]
    [InlineData("2026-03-04T12:00:00Z", "2026-03-04T13:00:00+01:00", "F")]
    [InlineData("2026-03-04T11:59:59.999999999Z", "2026-03-04T12:00:00Z", "T")]
    [InlineData("2026-02-30T12:00:00Z", "2026-03-04T12:00:00Z", "U")]
    [InlineData("2026-03-04", "2026-03-04T12:00:00Z", "U")]
    [InlineData("2026-03-04T12:00:60Z", "2026-03-04T12:00:00Z", "U")]
    [InlineData("yesterday", "2026-03-04T12:00:00Z", "U")]
    public void Order_Instants_AreComparedAsInstants(string earlier, string later, string truth)
        => Check($$"""{"path":"args.x","op":"lt","value":"{{later}}"}""", earlier, truth);

    [Theory]
    [InlineData("ﬁle", "file", "T")]
    [InlineData("ＡＢＣ", "abc", "T")]
    [InlineData("abd", "abc", "F")]
    public void Equal_NfkcAndIgnoreCase_SeesThroughLookAlikes(string text, string value, string truth)
        => Check($$"""{"path":"args.x","op":"eq","value":"{{value}}","normalize":"nfkc","ignore_case":true}""", text, truth);

    private static void Check(string condition, string value, string truth)
        => Verdict.Of(condition, $$"""{"x":{{JsonSerializer.Serialize(value)}} }""").Letter().ShouldBe(truth, value);
}
