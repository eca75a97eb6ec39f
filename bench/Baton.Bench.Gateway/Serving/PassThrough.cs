using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Baton.Bench.Gateway.Serving;

/// <summary>The least that a proxy can do: every request goes on as it came, and so does its answer.</summary>
internal static class PassThrough
{
    private static readonly HashSet<string> OfTheHop = new(StringComparer.OrdinalIgnoreCase) { "Host", "Connection", "Transfer-Encoding", "Keep-Alive" };

    public static Task RunAsync(Uri target)
    {
        var upstream = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });
        return WebHost.RunAsync(app => app.Map("/mcp", http => ForwardAsync(http, upstream, target)));
    }

    private static async Task ForwardAsync(HttpContext http, HttpMessageInvoker upstream, Uri target)
    {
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), target);
        if (http.Request.Method == HttpMethods.Post) request.Content = new StreamContent(http.Request.Body);
        foreach (var (name, values) in http.Request.Headers)
        {
            if (OfTheHop.Contains(name)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values)) request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        using var response = await upstream.SendAsync(request, http.RequestAborted);
        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!OfTheHop.Contains(name)) http.Response.Headers[name] = values.ToArray();
        }
        await response.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
