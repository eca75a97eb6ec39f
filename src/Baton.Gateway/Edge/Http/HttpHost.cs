using System.Net;
using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Baton.Gateway.Edge.Http;

/// <summary>Runs the gateway's HTTP side on Kestrel until it is stopped.</summary>
public static class HttpHost
{
    /// <summary>
    /// Listens until <paramref name="stop"/> is cancelled or the process is told to end, then finishes what is in flight. Refuses
    /// to listen beyond loopback as long as no grant with a token exists.
    /// </summary>
    public static async Task<HttpHostResult> RunAsync(
        HttpHostOptions options, MessagePipeline pipeline, IGrantStore grants, CancellationToken stop)
    {
        if (await RefusesAsync(options, grants, stop) is { } problem) return new HttpHostResult(problem);
        using var edge = new HttpEdge(options, pipeline, grants);
        await using var app = Create(options, edge);
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return new HttpHostResult($"{taken.Message.TrimEnd('.')}. Stop what listens there, or choose another address with --urls.");
        }
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        options.OnListening([.. addresses]);

        await WaitAsync(app.Lifetime, stop);
        await edge.BeginCloseAsync();
        await app.StopAsync(CancellationToken.None);
        await edge.EndCloseAsync();
        return HttpHostResult.Stopped;
    }

    private static WebApplication Create(HttpHostOptions options, HttpEdge edge)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls([.. options.Urls]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        // A request is served on the thread that read it: a call would otherwise wait for another one to wake up, twice.
        builder.Services.Configure<SocketTransportOptions>(transport => transport.UnsafePreferInlineScheduling = true);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        options.Build?.Invoke(builder);
        var app = builder.Build();
        app.UseRouting();
        app.MapBaton(edge);
        options.Map?.Invoke(app);
        return app;
    }

    private static async ValueTask<string?> RefusesAsync(HttpHostOptions options, IGrantStore grants, CancellationToken stop)
    {
        foreach (var url in options.Urls)
        {
            var plain = url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp)
            {
                return $"'{url}' is no address to listen on; write it as http://127.0.0.1:4700.";
            }
            if (!IsLoopback(address) && !await grants.AnyAsync(stop))
            {
                return $"'{url}' can be reached from other machines, and there is no grant to tell callers apart. "
                    + "Make one first: baton grant add LABEL --server memory";
            }
        }
        return null;
    }

    private static bool IsLoopback(Uri address)
        => address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static async Task WaitAsync(IHostApplicationLifetime lifetime, CancellationToken stop)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var byToken = stop.Register(() => stopping.TrySetResult());
        await using var bySignal = lifetime.ApplicationStopping.Register(() => stopping.TrySetResult());
        await stopping.Task;
    }
}
