using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>Makes a reply of what a server answered; results go on as the bytes they are.</summary>
internal static class ServerReply
{
    public static Reply Of(Call call, Envelope response)
    {
        if (!response.Error.IsEmpty) return new Reply.Failed(ErrorOf(response.Error));
        var isTool = call.Envelope.Method == MethodName.CallTool;
        return new Reply.Completed(response.Result)
        {
            IsToolError = isTool && JsonMembers.Find(response.Result, "isError"u8).Span.SequenceEqual("true"u8),
        };
    }

    /// <summary>The answer where the server gave none.</summary>
    /// <param name="message">What went wrong, and what is known of the call.</param>
    /// <param name="retryAfter">When to try again, where that is known.</param>
    /// <param name="cause">A stable word for programs.</param>
    public static Reply.Failed Unavailable(string message, TimeSpan? retryAfter = null, string? cause = null)
        => new(new RpcError(ErrorCode.ServerUnavailable, message) { Data = Data(retryAfter, cause) });

    /// <summary>The answer where the server said nothing for so long.</summary>
    public static Reply.Failed Silent(string server, TimeSpan waited) => Unavailable(
        $"The server '{server}' said nothing for {waited.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s and was given up; whether it did what was asked is not known. "
        + "The operator can give it longer with 'baton server add --timeout'.", cause: "timeout");

    /// <summary>The answer where the server's own is too large to be held, and may not be passed on before it is whole.</summary>
    public static Reply.Failed TooLarge(string server, int limit, Call call) => Unavailable(
        $"The server '{server}' answered with more than {limit.ToString(CultureInfo.InvariantCulture)} bytes, which is the limit"
        + $"{(call.MustBeWhole is { } why ? $" where {why}" : "")}; ask for less at a time.", cause: "too_large");

    private static ReadOnlyMemory<byte> Data(TimeSpan? retryAfter, string? cause)
    {
        if (retryAfter is null && cause is null) return default;
        var output = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(output, JsonWriting.Options))
        {
            json.WriteStartObject();
            if (cause is not null) json.WriteString("cause"u8, cause);
            if (retryAfter is { } wait) json.WriteNumber("retry_after_ms"u8, Math.Max(1, (long)Math.Ceiling(wait.TotalMilliseconds)));
            json.WriteEndObject();
        }
        return output.WrittenMemory;
    }

    private static RpcError ErrorOf(ReadOnlyMemory<byte> error)
    {
        var code = Encoding.ASCII.GetString(JsonMembers.Find(error, "code"u8).Span);
        return new RpcError(
            int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var known) ? known : ErrorCode.InternalError,
            JsonMembers.Text(error, "message"u8) ?? "")
        {
            Data = JsonMembers.Find(error, "data"u8),
        };
    }
}
