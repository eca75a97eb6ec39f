using System.Net;
using Baton.EverythingServer.Wire;
using Baton.Protocol.Headers;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;
using Microsoft.AspNetCore.Http;

namespace Baton.EverythingServer.Http;

/// <summary>Keeps foreign pages out, reads the message, and tells the eras apart.</summary>
internal sealed class Endpoint(StatelessPost stateless, SessionEndpoint sessions)
{
    public async Task HandleAsync(HttpContext http)
    {
        if (!IsLocal(http.Request.Host.Host) || http.Request.Headers.Origin.Any(origin => !Uri.TryCreate(origin, UriKind.Absolute, out var page) || !IsLocal(page.Host)))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        switch (http.Request.Method)
        {
            case "POST":
                await PostAsync(http);
                break;
            case "GET":
                await sessions.GetAsync(http);
                break;
            case "DELETE":
                sessions.Delete(http);
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                break;
        }
    }

    private async Task PostAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var read = MessageReader.Read(body.ToArray());
        if (!read.TryGet(out var envelope, out var error))
        {
            await ResponseStream.RefuseAsync(http, StatusCodes.Status400BadRequest, null, Fault.Of(error));
            return;
        }
        var revision = (string?)http.Request.Headers[HeaderName.ProtocolVersion];
        if (envelope.IsStateless || (revision is not null && !Revision.IsOfSessions(revision))) await stateless.HandleAsync(http, envelope);
        else await sessions.PostAsync(http, envelope);
    }

    private static bool IsLocal(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
