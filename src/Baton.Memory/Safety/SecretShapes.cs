using static Baton.Memory.Safety.SecretTails;

namespace Baton.Memory.Safety;

/// <summary>The token forms that issuers document, so that no guess is needed to know a secret by its look.</summary>
internal static class SecretShapes
{
    public static readonly SecretShape[] All =
    [
        .. Of("github_token", Run(Alphanumeric, 30), "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
        .. Of("github_token", Run(Url, 40), "github_pat_"),
        .. Of("gitlab_token", Run(Url, 20), "glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glagent-", "gloas-"),
        .. Of("slack_token", Run(Url, 10), "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xoxe.", "xapp-"),
        .. Announced("slack_webhook", "https://hooks.slack.com/services/", rest => MinLength(Length(rest, Dotted), 20)),
        .. Announced("discord_webhook", "https://discord.com/api/webhooks/", rest => MinLength(Length(rest, Dotted), 30)),
        .. Of("aws_access_key", Exactly(Upper, 16), "AKIA", "ASIA", "ABIA", "ACCA"),
        .. Of("google_api_key", Run(Url, 33), "AIza"),
        .. Of("google_oauth_token", Run(Dotted, 20), "ya29."),
        .. Of("google_client_secret", Run(Url, 24), "GOCSPX-"),
        .. Of("anthropic_api_key", Run(Url, 20), "sk-ant-"),
        .. Of("openai_api_key", Run(Url, 20), "sk-proj-", "sk-svcacct-", "sk-admin-", "sk-or-v1-"),
        .. Of("api_key", Run(Alphanumeric, 20), "sk-"),
        .. Of("stripe_key", Run(Alphanumeric, 16), "sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"),
        .. Of("npm_token", Run(Alphanumeric, 36), "npm_"),
        .. Of("pypi_token", Run(Url, 40), "pypi-AgE"),
        .. Of("huggingface_token", Run(Alphanumeric, 30), "hf_"),
        .. Of("sendgrid_key", Run(Dotted, 60), "SG."),
        .. Of("twilio_key", Exactly(Hex, 32), "SK"),
        .. Of("digitalocean_token", Run(Hex, 60), "dop_v1_", "doo_v1_", "dor_v1_"),
        .. Of("shopify_token", Run(Alphanumeric, 32), "shpat_", "shpss_", "shpca_", "shppa_"),
        .. Of("atlassian_token", Run(Dotted, 40), "ATATT3", "ATCTT3"),
        .. Of("linear_key", Run(Alphanumeric, 32), "lin_api_"),
        .. Of("notion_token", Run(Alphanumeric, 36), "ntn_"),
        .. Of("databricks_token", Run(Hex, 32), "dapi"),
        .. Of("vault_token", Run(Url, 20), "hvs.", "hvb.", "hvr."),
        .. Of("doppler_token", Run(Alphanumeric, 40), "dp.pt.", "dp.st.", "dp.ct."),
        .. Of("supabase_token", Run(Hex, 40), "sbp_"),
        .. Of("planetscale_token", Run(Dotted, 30), "pscale_tkn_", "pscale_pw_"),
        .. Of("newrelic_key", Run(Alphanumeric, 27), "NRAK-"),
        .. Of("grafana_token", Run(Url, 32), "glsa_", "glc_"),
        .. Of("sentry_token", Run(Dotted, 40), "sntrys_", "sntryu_"),
        .. Of("postman_key", Run(Url, 50), "PMAK-"),
        .. Of("figma_token", Run(Url, 40), "figd_"),
        .. Of("dropbox_token", Run(Url, 60), "sl.B"),
        .. Of("groq_key", Run(Alphanumeric, 40), "gsk_"),
        .. Of("replicate_token", Run(Alphanumeric, 36), "r8_"),
        .. Of("perplexity_key", Run(Alphanumeric, 40), "pplx-"),
        .. Of("age_secret_key", Run(Upper, 50), "AGE-SECRET-KEY-1"),
        .. Of("baton_token", rest => SecretForms.BatonTail(rest), "bt_", "ct_"),
        .. Of("jwt", rest => SecretForms.JwtTail(rest), "eyJ"),
        .. Announced("bearer_token", "Bearer ", Run(Dotted, 20)),
        .. Announced("bearer_token", "bearer ", Run(Dotted, 20)),
        .. Announced("azure_key", "AccountKey=", Run(Base64, 40)),
        .. Announced("azure_key", "SharedAccessKey=", Run(Base64, 40)),
        .. Announced("aws_secret_key", "aws_secret_access_key", rest => SecretForms.AssignedTail(rest)),
        .. Announced("aws_secret_key", "AWS_SECRET_ACCESS_KEY", rest => SecretForms.AssignedTail(rest)),
        .. Announced("aws_secret_key", "SecretAccessKey", rest => SecretForms.AssignedTail(rest)),
        new("private_key", "-----BEGIN ", rest => SecretForms.PrivateKeyTail(rest)) { Bounded = false },
        new("private_key", "PuTTY-User-Key-File-", rest => SecretForms.PuttyTail(rest)),
        new("telegram_token", ":AA", Exactly(Url, 33)) { Bounded = false },
        new("url_password", "://", rest => SecretForms.UrlPasswordTail(rest)) { Bounded = false, Keep = 3 },
    ];

    private static IEnumerable<SecretShape> Of(string kind, SecretTail tail, params string[] prefixes)
        => prefixes.Select(prefix => new SecretShape(kind, prefix, tail));

    private static IEnumerable<SecretShape> Announced(string kind, string prefix, SecretTail tail)
        => [new SecretShape(kind, prefix, tail) { Keep = prefix.Length }];

    private static int MinLength(int length, int least) => length >= least ? length : -1;
}
