using Baton.Gateway.Telemetry;
using Baton.Memory.Storage;
using Microsoft.AspNetCore.Http;

namespace Baton.Gateway.Edge.Http;

/// <summary><c>/metrics</c>, for whoever may call here at all: this machine without a token, others with one.</summary>
internal sealed class MetricsEndpoint(EdgeContext context, GatewayMetrics metrics)
{
    public async Task HandleAsync(HttpContext http)
    {
        if (context.Guard.Check(http) is { } foreign)
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, foreign.Message);
            return;
        }
        if (!await MayAskAsync(http)) return;
        http.Response.ContentType = PrometheusText.ContentType;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(await metrics.WriteAsync(http.RequestAborted), http.RequestAborted);
    }

    private async Task<bool> MayAskAsync(HttpContext http)
    {
        try
        {
            if (await HttpCaller.ResolveAsync(http, context.Grants) is not null) return true;
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"baton\"";
            await RefuseAsync(http, StatusCodes.Status401Unauthorized, "Metrics are for holders of a grant. Send Authorization: Bearer bt_…");
        }
        catch (StoreUnavailableException unavailable)
        {
            await RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, $"Who asks cannot be told: {unavailable.Message}");
        }
        return false;
    }

    private static Task RefuseAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(message + "\n", http.RequestAborted);
    }
}
