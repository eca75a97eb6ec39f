using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Baton.Gateway.Approvals;

namespace Baton.Gateway.Edge.Http;

/// <summary>How one request for approval stands, as a page that a person reads; it loads nothing and runs nothing.</summary>
internal static class ApprovalPage
{
    private const int SecondsBetweenLooks = 3;

    private const string Style = """
        body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
        code{display:block;padding:.6rem .8rem;margin:.4rem 0;background:#f2f2f2;border-radius:.3rem;overflow-wrap:anywhere}
        @media(prefers-color-scheme:dark){body{color:#eee;background:#161616}code{background:#262626}}
        """;

    /// <summary>Nothing but the page's own style, told by its hash (CSP Level 3).</summary>
    public static string ContentSecurity { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The answer to an id that names no request.</summary>
    public static string Unknown { get; } = Page("No such request", "<p>No request for approval has this address.</p>");

    /// <summary>The answer when the store cannot be read.</summary>
    public static string Unavailable { get; } = Page("Not available", "<p>Requests cannot be looked up just now. Try again.</p>");

    public static string Of(ApprovalRecord record, DateTimeOffset now)
    {
        var body = new StringBuilder($"<p>Request <strong>{Text(record.Id)}</strong>, asked at {At(record.CreatedAt)}.</p>");
        body.Append(CultureInfo.InvariantCulture, $"<p>{Text(Meaning(record, now))}</p>");
        if (record.State == ApprovalState.Pending)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p>See what is asked, then answer, in a terminal on the machine where Baton runs; there is time until {At(record.ExpiresAt)} ({Left(record.ExpiresAt - now)}).</p>");
            foreach (var command in Commands(record.Id)) body.Append(CultureInfo.InvariantCulture, $"<code>{Text(command)}</code>");
        }
        return Page($"Approval: {record.State}", body.ToString(), record.State is ApprovalState.Pending or ApprovalState.Approved);
    }

    private static string Meaning(ApprovalRecord record, DateTimeOffset now) => record.State switch
    {
        ApprovalState.Pending => "Nobody has answered yet. The call is not made until somebody approves it.",
        ApprovalState.Approved => "Approved: the agent may repeat this very call once.",
        ApprovalState.Denied when record.ExpiresAt <= now => "Denied. That word held for its time; the agent may ask again.",
        ApprovalState.Denied => "Denied: the agent is told so when it repeats the call.",
        ApprovalState.Used => "Approved, and the call has been made.",
        _ => "Expired: nobody answered in time, or the approval was not used in time. The agent may ask again.",
    };

    private static string[] Commands(string id) => [$"baton approvals show {id}", $"baton approvals approve {id}", $"baton approvals deny {id} --reason \"…\""];

    private static string Left(TimeSpan left) => left.TotalMinutes >= 1 ? $"{(long)left.TotalMinutes} min left" : $"{Math.Max(0, (long)left.TotalSeconds)} s left";

    private static string At(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Page(string title, string body, bool mayChange = false)
    {
        var refresh = mayChange ? $"<meta http-equiv=\"refresh\" content=\"{SecondsBetweenLooks}\">" : "";
        return $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">{refresh}"
            + $"<title>{Text(title)} - Baton</title><style>{Style}</style></head><body><main><h1>{Text(title)}</h1>{body}</main></body></html>\n";
    }
}
