using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Baton.Gateway.Edge.Http;

/// <summary>
/// What a POST must say about its body and about the answers it takes. A page can send <c>text/plain</c> without asking; it gets
/// nothing for it.
/// </summary>
internal static class PostRules
{
    private const string Json = "application/json";

    /// <summary>What clients send that name both types and nothing else, in the order of the specification.</summary>
    private const string Usual = Json + ", text/event-stream";

    /// <summary>Null when content type and accepted types are right, else the HTTP status, a code and the reason.</summary>
    public static (int Status, string Code, string Message)? Check(HttpRequest request)
    {
        if (!IsJson(request.ContentType))
        {
            return (StatusCodes.Status415UnsupportedMediaType, "content_type", "The Content-Type must be application/json in UTF-8");
        }
        if (request.Headers.ContentEncoding.Any(encoding => !string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase)))
        {
            return (StatusCodes.Status415UnsupportedMediaType, "content_encoding", "The body must not be compressed");
        }
        return Accepts(request, "application/json") && Accepts(request, "text/event-stream")
            ? null
            : (StatusCodes.Status406NotAcceptable, "accept", "The Accept header must list application/json and text/event-stream");
    }

    /// <summary>Whether an answer of that type is welcome; without the header any is (RFC 9110, section 12.5.1).</summary>
    public static bool Accepts(HttpRequest request, string type)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is Usual)) return true;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges)) return false;
        var wanted = new MediaTypeHeaderValue(type);
        return ranges.Any(range => wanted.IsSubsetOf(new MediaTypeHeaderValue(range.MediaType)) && range.Quality is not 0);
    }

    private static bool IsJson(string? contentType)
        => contentType == Json || MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
