using Baton.Memory.Safety;

namespace Baton.Memory.Tests.Safety;

/// <summary>Each documented token form: found at its shortest, passed one character below, and not inside a longer word.</summary>
public sealed class SecretShapeTests
{
    private const string Digits = "0123456789";

    /// <summary>Kind, literal, and how many of which characters must follow; a length below zero must be met exactly.</summary>
    public static TheoryData<string, string, int, string> Shapes { get; } = new()
    {
        { "github_token", "ghp_", 30, "aZ" }, { "github_token", "gho_", 30, "aZ" }, { "github_token", "ghu_", 30, "aZ" },
        { "github_token", "ghs_", 30, "aZ" }, { "github_token", "ghr_", 30, "aZ" }, { "github_token", "github_pat_", 40, "aZ_-" },
        { "gitlab_token", "glpat-", 20, "aZ_-" }, { "gitlab_token", "gldt-", 20, "aZ" }, { "gitlab_token", "glrt-", 20, "aZ" },
        { "gitlab_token", "glptt-", 20, "aZ" }, { "gitlab_token", "glcbt-", 20, "aZ" }, { "gitlab_token", "glagent-", 20, "aZ" }, { "gitlab_token", "gloas-", 20, "aZ" },
        { "slack_token", "xoxb-", 10, "aZ-" }, { "slack_token", "xoxp-", 10, "aZ-" }, { "slack_token", "xoxa-", 10, "aZ" }, { "slack_token", "xoxr-", 10, "aZ" },
        { "slack_token", "xoxs-", 10, "aZ" }, { "slack_token", "xoxe-", 10, "aZ" }, { "slack_token", "xoxe.", 10, "aZ" }, { "slack_token", "xapp-", 10, "aZ" },
        { "aws_access_key", "AKIA", -16, "AZ" }, { "aws_access_key", "ASIA", -16, "AZ" }, { "aws_access_key", "ABIA", -16, "AZ" }, { "aws_access_key", "ACCA", -16, "AZ" },
        { "google_api_key", "AIza", 33, "aZ_-" }, { "google_oauth_token", "ya29.", 20, "aZ." }, { "google_client_secret", "GOCSPX-", 24, "aZ_" },
        { "anthropic_api_key", "sk-ant-", 20, "aZ-" }, { "openai_api_key", "sk-proj-", 20, "aZ_" }, { "openai_api_key", "sk-svcacct-", 20, "aZ" },
        { "openai_api_key", "sk-admin-", 20, "aZ" }, { "openai_api_key", "sk-or-v1-", 20, "aZ" }, { "api_key", "sk-", 20, "aZ" },
        { "stripe_key", "sk_live_", 16, "aZ" }, { "stripe_key", "sk_test_", 16, "aZ" }, { "stripe_key", "rk_live_", 16, "aZ" }, { "stripe_key", "rk_test_", 16, "aZ" }, { "stripe_key", "whsec_", 16, "aZ" },
        { "npm_token", "npm_", 36, "aZ" }, { "pypi_token", "pypi-AgE", 40, "aZ_" }, { "huggingface_token", "hf_", 30, "aZ" }, { "sendgrid_key", "SG.", 60, "aZ." },
        { "twilio_key", "SK", -32, "af" }, { "digitalocean_token", "dop_v1_", 60, "af" }, { "digitalocean_token", "doo_v1_", 60, "af" }, { "digitalocean_token", "dor_v1_", 60, "af" },
        { "shopify_token", "shpat_", 32, "aZ" }, { "shopify_token", "shpss_", 32, "aZ" }, { "shopify_token", "shpca_", 32, "aZ" }, { "shopify_token", "shppa_", 32, "aZ" },
        { "atlassian_token", "ATATT3", 40, "aZ=" }, { "atlassian_token", "ATCTT3", 40, "aZ=" }, { "linear_key", "lin_api_", 32, "aZ" }, { "notion_token", "ntn_", 36, "aZ" },
        { "databricks_token", "dapi", 32, "af" }, { "vault_token", "hvs.", 20, "aZ_" }, { "vault_token", "hvb.", 20, "aZ" }, { "vault_token", "hvr.", 20, "aZ" },
        { "doppler_token", "dp.pt.", 40, "aZ" }, { "doppler_token", "dp.st.", 40, "aZ" }, { "doppler_token", "dp.ct.", 40, "aZ" }, { "supabase_token", "sbp_", 40, "af" },
        { "planetscale_token", "pscale_tkn_", 30, "aZ." }, { "planetscale_token", "pscale_pw_", 30, "aZ" }, { "newrelic_key", "NRAK-", 27, "AZ" },
        { "grafana_token", "glsa_", 32, "aZ_" }, { "grafana_token", "glc_", 32, "aZ" }, { "sentry_token", "sntrys_", 40, "aZ=" }, { "sentry_token", "sntryu_", 40, "aZ" },
        { "postman_key", "PMAK-", 50, "af-" }, { "figma_token", "figd_", 40, "aZ-" }, { "dropbox_token", "sl.B", 60, "aZ-" }, { "groq_key", "gsk_", 40, "aZ" },
        { "replicate_token", "r8_", 36, "aZ" }, { "perplexity_key", "pplx-", 40, "aZ" }, { "age_secret_key", "AGE-SECRET-KEY-1", 50, "AZ" },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Find_ATokenAtItsShortest_IsRedacted_AndOneBelowIsNot(string kind, string literal, int length, string letters)
    {
        var least = Math.Abs(length);

        Clean($"a {literal}{Tail(least, letters)}, b").ShouldBe($"a [redacted:{kind}], b");
        Clean($"\"{literal}{Tail(least, letters)}\"").ShouldBe($"\"[redacted:{kind}]\"");
        Kinds($"a {literal}{Tail(least - 1, letters)}, b").ShouldNotContain(kind);
        if (length < 0) Kinds($"a {literal}{Tail(least + 1, letters)}, b").ShouldNotContain(kind);
        else Clean($"a {literal}{Tail(least + 9, letters)} b").ShouldBe($"a [redacted:{kind}] b");
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Find_ATokensLiteralInsideAWord_IsNoToken(string kind, string literal, int length, string letters)
        => Kinds($"prefix{literal}{Tail(Math.Abs(length), letters)}").ShouldNotContain(kind);

    [Fact]
    public void Find_ALongTailWithoutADigit_IsAWord()
    {
        foreach (var (_, literal, length, _) in Shapes.Select(row => row.Data).Where(row => row.Item3 > 0))
        {
            SecretScanner.Find($"a {literal}{new string('a', length + 4)} b").ShouldBeEmpty(literal);
        }
    }

    [Fact]
    public void Shapes_AreAllInThisTable()
    {
        string[] special = ["slack_webhook", "discord_webhook", "baton_token", "jwt", "bearer_token", "azure_key", "aws_secret_key", "private_key", "telegram_token", "url_password"];
        SecretShapes.All.Where(shape => !special.Contains(shape.Kind)).Select(shape => (shape.Kind, shape.Prefix)).Order()
            .ShouldBe(Shapes.Select(row => (row.Data.Item1, row.Data.Item2)).Order());
        SecretShapes.All.Select(shape => shape.Kind).Distinct().Intersect(special).Count().ShouldBe(special.Length);
    }

    [Theory]
    [InlineData("https://discord.com/api/webhooks/123456789012345678/abcdefghijkl", "https://discord.com/api/webhooks/[redacted:discord_webhook]")]
    [InlineData("https://discord.com/api/webhooks/123456789012345678/abcdefghij", "https://discord.com/api/webhooks/123456789012345678/abcdefghij")]
    [InlineData("SharedAccessKey=0123456789012345678901234567890123456789", "SharedAccessKey=[redacted:azure_key]")]
    [InlineData("SharedAccessKey=012345678901234567890123456789012345678", "SharedAccessKey=012345678901234567890123456789012345678")]
    [InlineData("bearer abcdefghijklmnopqrs1", "bearer [redacted:bearer_token]")]
    [InlineData("bearer abcdefghijklmnopqr1", "bearer abcdefghijklmnopqr1")]
    [InlineData("AWS_SECRET_ACCESS_KEY='0123456789012345678901234567890123456789'", "AWS_SECRET_ACCESS_KEY[redacted:aws_secret_key]'")]
    [InlineData("\"SecretAccessKey\": \"0123456789012345678901234567890123456789\"", "\"SecretAccessKey[redacted:aws_secret_key]\"")]
    [InlineData("aws_secret_access_key = 01234567890123456789012345678901234567890", "aws_secret_access_key = 01234567890123456789012345678901234567890")]
    [InlineData("aws_secret_access_key in the vault under 0123456789012345678901234567890123456789", "aws_secret_access_key in the vault under 0123456789012345678901234567890123456789")]
    [InlineData("PuTTY-User-Key-File-2: ssh-rsa\nPrivate-Lines: 2\nAAAA\n\nafter", "[redacted:private_key]\n\nafter")]
    [InlineData("PuTTY-User-Key-File-2: ssh-rsa", "[redacted:private_key]")]
    [InlineData("PuTTY-User-Key-File-X is the header", "PuTTY-User-Key-File-X is the header")]
    [InlineData("123456789:AA01234567890123456789012345678901234", "123456789:AA01234567890123456789012345678901234")]
    [InlineData("123456789:AA0123456789012345678901234567890ab", "123456789[redacted:telegram_token]")]
    [InlineData("bt_abcd_0123456789abcdefghij", "[redacted:baton_token]")]
    [InlineData("bt_abc_0123456789abcdefghij", "bt_abc_0123456789abcdefghij")]
    [InlineData("bt_abcd_0123456789abcdefghi", "bt_abcd_0123456789abcdefghi")]
    [InlineData("eyJhbGciOiJIUzI1.eyJzdWIi.c2lnbmF0dXJl", "[redacted:jwt]")]
    [InlineData("eyJhbGciOiJIUzI1.eyJzdWIi.c2lnbmF0", "eyJhbGciOiJIUzI1.eyJzdWIi.c2lnbmF0")]
    [InlineData("eyJhbGciOiJIUzI1.c2lnbmF0dXJl.c2lnbmF0dXJl", "eyJhbGciOiJIUzI1.c2lnbmF0dXJl.c2lnbmF0dXJl")]
    [InlineData("redis://:hunter2@cache", "redis://[redacted:url_password]@cache")]
    [InlineData("amqp://u:hunter2@[::1]:5672", "amqp://[redacted:url_password]@[::1]:5672")]
    [InlineData("http://[::1]:80/a@b", "http://[::1]:80/a@b")]
    [InlineData("https://u:{{PASSWORD}}@h and https://u:***@h and https://u:%PW%@h", "https://u:{{PASSWORD}}@h and https://u:***@h and https://u:%PW%@h")]
    public void Find_AFormOfItsOwn_IsKnownToTheCharacter(string text, string clean) => Clean(text).ShouldBe(clean);

    [Fact]
    public void Redact_TwoSecretsAndTheirText_KeepsEveryOtherByte()
    {
        var text = $"α\r\nghp_{Tail(30, "aZ")}\r\n🙂 AKIA{Tail(16, "AZ")}\tω";
        Clean(text).ShouldBe("α\r\n[redacted:github_token]\r\n🙂 [redacted:aws_access_key]\tω");
    }

    private static string Clean(string text) => SecretScanner.Clean(text, out _);

    private static List<string> Kinds(string text) => [.. SecretScanner.Find(text).Select(found => found.Kind)];

    /// <summary>So many characters of the set, one digit among them.</summary>
    private static string Tail(int length, string letters) => string.Concat(Enumerable.Range(0, length).Select(place => place == 2 ? Digits[place] : letters[place % letters.Length]));
}
