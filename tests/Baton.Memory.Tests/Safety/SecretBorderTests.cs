using Baton.Memory.Safety;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Safety;

/// <summary>Where a secret begins and ends: not a byte of it is left, and not a byte beside it is taken.</summary>
public sealed class SecretBorderTests
{
    private const string Token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    private const string Ppk = "PuTTY-User-Key-File-3: ssh-ed25519{0}Encryption: none{0}Private-Lines: 1{0}AAAAIHJ0c2VjcmV0MDEyMzQ1Njc4OWFiY2RlZg=={0}Private-MAC: 0123456789abcdef";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Clean_APuttyKey_EndsAtTheEmptyLineWhateverEndsItsLines(string line)
    {
        var text = "before" + line + string.Format(System.Globalization.CultureInfo.InvariantCulture, Ppk, line) + line + line + "What follows stays." + line;
        SecretScanner.Clean(text, out var kinds).ShouldBe($"before{line}[redacted:private_key]{line}{line}What follows stays.{line}");
        kinds.ShouldBe(["private_key"]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Clean_APemKey_IsTakenWithItsMarkersWhateverEndsItsLines(string line)
    {
        var key = $"-----BEGIN EC PRIVATE KEY-----{line}MHcCAQEEIIGLlamZ0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKL{line}oUQDQgAE{line}-----END EC PRIVATE KEY-----";
        SecretScanner.Clean($"a{line}{key}{line}b", out _).ShouldBe($"a{line}[redacted:private_key]{line}b");
    }

    [Theory]
    [InlineData(@"{""env"":""A=1\nTOKEN\n@""}")]
    [InlineData(@"line\t@")]
    [InlineData(@"line\r\n@")]
    [InlineData(@"line\r@\n")]
    [InlineData("(@)")]
    [InlineData("\"@\"")]
    [InlineData("=@;")]
    [InlineData("x@", false)]
    [InlineData("_@", false)]
    [InlineData("0@", false)]
    [InlineData(@"\x@", false)]
    public void Clean_AToken_IsOneBehindWhateverIsNoPartOfAName(string text, bool isToken = true)
    {
        var written = text.Replace("@", Token, StringComparison.Ordinal);
        SecretScanner.Clean(written, out _).ShouldBe(isToken ? text.Replace("@", "[redacted:github_token]", StringComparison.Ordinal) : written);
    }

    [Fact]
    public void Clean_TwoTokensWithoutAGap_LeavesNoneOfEither()
        => SecretScanner.Clean($"{Token} {Token},{Token}", out _).ShouldBe("[redacted:github_token] [redacted:github_token],[redacted:github_token]");

    [Theory]
    [InlineData("token", "[redacted:github_token]")]
    [InlineData("note", "[redacted:github_token]")]
    public async Task Save_ATokenAnywhereInAValue_IsReplacedThereAlone(string name, string expected)
    {
        await using var room = await Room.OpenAsync();
        var saved = await room.SentAsync("memory_save", new { key = "k", value = new Dictionary<string, object> { [name] = Token, ["list"] = new object[] { 1.50, "x" + Token, new { deep = $"a {Token} b" } } } });
        saved.At("redacted").EnumerateArray().Select(one => (one.Text("path"), one.Text("kind"), one.Number("count"))).ShouldBe([("/value", "github_token", 2)]);
        var value = (await room.DoneAsync("memory_get", "{'key':'k'}")).At("memory.value");
        (value.Text(name), value.Text("list.2.deep"), value.Text("list.1"), value.At("list.0").GetRawText()).ShouldBe((expected, "a [redacted:github_token] b", "x" + Token, "1.5"));
    }

    [Theory]
    [InlineData("aws_secret_access_key", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "[redacted:aws_secret_key]")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "[redacted:aws_secret_key]")]
    [InlineData("commit", "0123456789abcdef0123456789abcdef01234567", "0123456789abcdef0123456789abcdef01234567")]
    public async Task Save_AValueThatIsASecretByItsNameAlone_IsReplaced(string name, string value, string expected)
    {
        await using var room = await Room.OpenAsync();
        await room.SentAsync("memory_save", new { key = "k", value = new Dictionary<string, object> { ["x"] = new Dictionary<string, string> { [name] = value }, ["other"] = value[..39] } });
        var kept = (await room.DoneAsync("memory_get", "{'key':'k'}")).At("memory.value");
        (kept.At("x").GetProperty(name).GetString(), kept.Text("other")).ShouldBe((expected, value[..39]));
    }

    [Theory]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("[\"\\udc00x\"]")]
    [InlineData("{\"\\ud83d\":1}")]
    public async Task Save_AValueWithHalfACharacter_IsRefusedAndNoFault(string value)
    {
        await using var room = await Room.OpenAsync();
        var answer = await room.RawAsync("memory_save", System.Text.Encoding.UTF8.GetBytes($"{{\"key\":\"k\",\"value\":{value}}}"));
        answer.Failure.ShouldNotBeNull().Code.ShouldBe("invalid");
        await room.RefusedAsync("not_found", "memory_get", "{'key':'k'}");
    }
}
