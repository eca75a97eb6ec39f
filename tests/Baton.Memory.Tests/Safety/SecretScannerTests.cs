using Baton.Memory.Safety;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Memory.Tests.Safety;

public sealed class SecretScannerTests
{
    private const string A36 = "abcdefghij0123456789ABCDEFGHIJ012345";

    public static TheoryData<string, string> Secrets() => new()
    {
        { "github_token", "ghp_" + A36 },
        { "github_token", "github_pat_11ABCDEFG0abcdefghijkl_" + A36 },
        { "gitlab_token", "glpat-abcdEFGH1234ijklMNOP" },
        { "slack_token", "xoxb-" + "123456789012-1234567890123-abcdefGHIJKL" },
        { "aws_access_key", "AKIAIOSFODNN7EXAMPLE" },
        { "google_api_key", "AIza" + "SyA1234567890abcdefghijklmnopqrstuv" },
        { "anthropic_api_key", "sk-ant-api03-" + A36 },
        { "openai_api_key", "sk-proj-" + A36 },
        { "api_key", "sk-" + A36 },
        { "stripe_key", "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc" },
        { "npm_token", "npm_" + A36 },
        { "huggingface_token", "hf_" + A36 },
        { "digitalocean_token", "dop_v1_" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
        { "vault_token", "hvs.CAESIJ1234567890abcdefgh" },
        { "telegram_token", ":AAabcdefghijklmnopqrstuvwxyz0123456" },
        { "jwt", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U" },
        { "baton_token", "bt_ab12cd_" + A36 },
        { "baton_token", "ct_01ARZ3NDEKTSV4RRFFQ69G5FAV_0123456789abcdef0123456789abcdef" },
    };

    [Theory, MemberData(nameof(Secrets))]
    public void Redact_KnownShape_IsReplacedAndTheRestKept(string kind, string secret)
    {
        var text = $"before {secret} after";
        Clean(text).ShouldBe($"before [redacted:{kind}] after");
    }

    [Theory]
    [InlineData("Authorization: Bearer abcdef0123456789abcdef", "Authorization: Bearer [redacted:bearer_token]")]
    [InlineData("AccountKey=abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ==;x", "AccountKey=[redacted:azure_key];x")]
    [InlineData("https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXX", "https://hooks.slack.com/services/[redacted:slack_webhook]")]
    [InlineData("postgres://app:s3cret@db/x", "postgres://[redacted:url_password]@db/x")]
    [InlineData("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "aws_secret_access_key[redacted:aws_secret_key]")]
    public void Redact_AnnouncedSecret_KeepsTheAnnouncement(string text, string clean) => Clean(text).ShouldBe(clean);

    [Theory]
    [InlineData("RSA PRIVATE KEY")]
    [InlineData("PRIVATE KEY")]
    [InlineData("OPENSSH PRIVATE KEY")]
    [InlineData("EC PRIVATE KEY")]
    [InlineData("PGP PRIVATE KEY BLOCK")]
    public void Redact_PrivateKey_IsReplacedWhole(string name)
    {
        var key = $"-----BEGIN {name}-----\nMIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy\nAAAA0123456789==\n-----END {name}-----";
        Clean($"a\n{key}\nb").ShouldBe("a\n[redacted:private_key]\nb");
        Clean($"a\n{key[..80]}").ShouldStartWith("a\n[redacted:private_key]");
    }

    /// <summary>Without its END, as the first piece of a key has it: encrypted, or written as JSON writes it.</summary>
    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF\n\nMIIEpAIBAAKCAQEA0Z3V\nand so on", "[redacted:private_key]and so on")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\n\r\nMIIEpAIBAAKCAQEA0Z3V\r\n", "[redacted:private_key]")]
    [InlineData("{\"private_key\": \"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG\\nAAAAB3NzaC1yc2E", "{\"private_key\": \"[redacted:private_key]")]
    [InlineData("-----BEGIN PRIVATE KEY-----\\r\\nMIIEvQIBADANBgkqhkiG\\r\\n and more", "[redacted:private_key] and more")]
    [InlineData("-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG\\", "[redacted:private_key]")]
    public void Redact_PrivateKeyWithoutItsEnd_GoesAsFarAsItsText(string text, string clean) => Clean(text).ShouldBe(clean);

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF\n\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nNote: documentation/keys/0123456789abcdef tells how")]
    [InlineData("write \"-----BEGIN PRIVATE KEY-----\\n\" + body + \"\\n\" first")]
    public void Redact_TheBeginningOfAKeyWithoutItsText_IsKept(string text) => Clean(text).ShouldBe(text);

    [Theory]
    [InlineData("<script>eval('DROP TABLE users')</script>")]
    [InlineData("if (pem.StartsWith(\"-----BEGIN PRIVATE KEY-----\")) return;")]
    [InlineData("import sk-learn as sk; from sk-learn-contrib-package-name import x")]
    [InlineData("commit 4f2a9c0b8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a")]
    [InlineData("sha512-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuv==")]
    [InlineData("https://example.com/a:b@c")]
    [InlineData("postgres://user:$PASSWORD@host and https://user:password@host")]
    [InlineData("task_id=npm_install hf_hub ghp_ xoxb- AKIA SKU")]
    [InlineData("Bearer of bad news about authentication and such")]
    public void Find_OrdinaryText_HasNoSecret(string text) => SecretScanner.Find(text).ShouldBeEmpty();

    [Fact]
    public void Redact_IsIdempotent()
    {
        var secret = Gen.Elements(Secrets().Select(row => row.Data.Item2).ToArray());
        var filler = Gen.Elements(" ", "\n", "x", "=", "\"", ":", "/", "@", "Bearer ", "://u:p@h ", "AccountKey=", "-----BEGIN PRIVATE KEY-----\n");
        var text = Gen.OneOf(secret, filler).ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(text.ToArbitrary(), content =>
        {
            var once = Clean(content);
            return Clean(once) == once;
        }).Check(Repeatable.Config);
    }

    [Fact]
    public void Redact_TextWithoutSecrets_IsTheSameObject()
    {
        var text = "nothing here";
        SecretScanner.Clean(text, out _).ShouldBeSameAs(text);
    }

    [Fact]
    public void Find_FourMebibytesOfOrdinaryText_IsQuick()
    {
        var text = string.Concat(Enumerable.Repeat("The quick brown fox, 日本語, https://example.com/path?x=1 [[ ]] \r\n", 60_000));
        SecretScanner.Find(text).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("aGVsbG8gd29ybGQ5OTk5QUJDREVGR0hJSktMTU5P", 1)]
    [InlineData("4f2a9c0b8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a", 0)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 0)]
    [InlineData("ThisIsAVeryLongIdentifierNameWithoutAnyDigitsInIt", 0)]
    public void CountRandomRuns_CountsOnlyWhatLooksRandom(string text, int count) => Entropy.CountRandomRuns(text).ShouldBe(count);

    private static string Clean(string text) => SecretScanner.Clean(text, out _);
}
