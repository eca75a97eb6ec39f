using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Sessions;
using Baton.Gateway.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Gateway.Edge.Http;

/// <summary>The HTTP side of the gateway as endpoints, for a host that may have others.</summary>
public sealed class HttpEdge : IDisposable
{
    private readonly EdgeContext _context;
    private readonly McpEndpoint _endpoint;
    private readonly ITimer _sweep;

    /// <summary>An edge in front of a pipeline.</summary>
    public HttpEdge(HttpHostOptions options, MessagePipeline pipeline, IGrantStore grants)
    {
        var sessions = new SessionTable(options.MaxSessions, options.SessionIdle, options.Time);
        _context = new EdgeContext(options, pipeline, new GrantResolver(grants, options.Time), sessions, new HostGuard(options))
        {
            Open = new OpenRequests(grants, pipeline.Servers, sessions, options.Time),
        };
        _context.Open.Watch();
        _endpoint = new McpEndpoint(_context);
        options.Metrics?.Add(Gauge.Of("baton_sessions", "Sessions of HTTP clients that are open.", () => sessions.Count));
        options.Metrics?.Add(Gauge.Of("baton_open_requests", "HTTP requests that are being answered, streams included.", () => _context.Open.Count));
        _sweep = options.Time.CreateTimer(_ => _context.Sessions.EndIdle(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    /// <summary>Lets streams that would otherwise stay open end in good order; <c>/readyz</c> says no from now on.</summary>
    public Task BeginCloseAsync() => _context.Closing.CancelAsync();

    /// <summary>Waits for calls whose clients have gone, as long as a stop may take.</summary>
    public async Task EndCloseAsync()
    {
        try
        {
            await _context.Detached.WhenEmpty().WaitAsync(_context.Options.ShutdownTimeout, _context.Options.Time);
        }
        catch (TimeoutException)
        {
            // they had the time that a stop gives
        }
    }

    public void Dispose()
    {
        _sweep.Dispose();
        _context.Open.Dispose();
        _context.Sessions.Dispose();
        _context.Closing.Dispose();
    }

    internal void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.Map("/mcp/{server}", _endpoint.HandleAsync);
        endpoints.MapGet("/healthz", static http => http.Response.WriteAsync("ok\n"));
        endpoints.MapGet("/readyz", ReadyAsync);
        if (_context.Options.Approvals is { } approvals) endpoints.MapGet(ApprovalEndpoint.Pattern, new ApprovalEndpoint(_context, approvals).HandleAsync);
        if (_context.Options.Metrics is { } metrics) endpoints.MapGet("/metrics", new MetricsEndpoint(_context, metrics).HandleAsync);
    }

    private async Task ReadyAsync(HttpContext http)
    {
        var missing = _context.Closing.IsCancellationRequested ? "stopping" : await _context.Options.Ready(http.RequestAborted);
        http.Response.StatusCode = missing is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        IReadOnlyList<string> said = missing is null ? ["ready", .. _context.Options.Notes()] : [missing];
        await http.Response.WriteAsync(string.Join('\n', said) + "\n", http.RequestAborted);
    }
}

/// <summary>Adds Baton to a host's endpoints.</summary>
public static class HttpEdgeExtensions
{
    /// <summary>Maps <c>/mcp/{server}</c>, <c>/healthz</c>, <c>/readyz</c> and, where they are kept, <c>/metrics</c> and <c>/approvals/ID</c>.</summary>
    public static IEndpointRouteBuilder MapBaton(this IEndpointRouteBuilder endpoints, HttpEdge edge)
    {
        edge.Map(endpoints);
        return endpoints;
    }
}
