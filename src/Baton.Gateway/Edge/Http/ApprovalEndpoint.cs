using Baton.Gateway.Approvals;
using Baton.Memory.Storage;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary>
/// <c>/approvals/ID</c>: the page that the <c>url</c> of a refusal points to. It only shows; whoever has the address, the agent
/// too, learns how the request stands and which command answers it, and nothing of what is asked.
/// </summary>
internal sealed class ApprovalEndpoint(EdgeContext context, IApprovalStore approvals)
{
    public const string Pattern = ApprovalAddress.Path + "{id}";

    public async Task HandleAsync(HttpContext http)
    {
        if (context.Guard.Check(http) is { } foreign)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.WriteAsync(foreign.Message + "\n", http.RequestAborted);
            return;
        }
        var (status, page) = await PageAsync((string)http.Request.RouteValues["id"]!, http.RequestAborted);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = ApprovalPage.ContentSecurity;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        await http.Response.WriteAsync(page, http.RequestAborted);
    }

    private async ValueTask<(int Status, string Page)> PageAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var found = await approvals.FindAsync(id, cancellationToken);
            // a beginning of an id is enough for the operator, who may list them all, and not for whoever guesses here
            return found.TryGet(out var record, out _) && record.Id == id
                ? (StatusCodes.Status200OK, ApprovalPage.Of(record, context.Options.Time.GetUtcNow()))
                : (StatusCodes.Status404NotFound, ApprovalPage.Unknown);
        }
        catch (StoreUnavailableException)
        {
            return (StatusCodes.Status503ServiceUnavailable, ApprovalPage.Unavailable);
        }
    }
}
