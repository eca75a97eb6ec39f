using System.Net;
using Baton.EverythingServer.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.EverythingServer.Http;

/// <summary>Streamable HTTP at <c>/mcp</c>, in both eras; runs until its standard input ends.</summary>
internal static class HttpServer
{
    public static async Task<int> RunAsync(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        await using var app = builder.Build();
        var methods = new Methods();
        var endpoint = new Endpoint(new StatelessPost(methods), new SessionEndpoint(methods));
        app.UseRouting();
        app.Map("/mcp", endpoint.HandleAsync);
        await app.StartAsync();
        Console.WriteLine($"{app.Urls.Single()}/mcp");
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
