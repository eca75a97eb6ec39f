using Baton.Protocol.Errors;

namespace Baton.Gateway.Pipeline;

/// <summary>What becomes of a message.</summary>
public abstract record Reply
{
    private Reply() { }

    /// <summary>Answered with a result, which is UTF-8 JSON and goes out as it is.</summary>
    /// <param name="Json">The text of <c>result</c>.</param>
    public sealed record Completed(ReadOnlyMemory<byte> Json) : Reply
    {
        /// <summary>Whether it is a tool result with <c>isError</c>.</summary>
        public bool IsToolError { get; init; }
    }

    /// <summary>Answered with a result that has gone to the client while it arrived.</summary>
    /// <param name="Bytes">The length of <c>result</c>.</param>
    public sealed record Streamed(long Bytes) : Reply
    {
        /// <inheritdoc cref="Completed.IsToolError"/>
        public bool IsToolError { get; init; }
    }

    /// <summary>Answered with an error by the server.</summary>
    /// <param name="Error">The error.</param>
    public sealed record Failed(RpcError Error) : Reply
    {
        /// <summary>The HTTP status that this error calls for in any revision; null leaves it to the revision.</summary>
        public int? HttpStatus { get; init; }
    }

    /// <summary>Stopped on the way.</summary>
    /// <param name="Refusal">By whom and why.</param>
    public sealed record Refused(Refusal Refusal) : Reply;

    /// <summary>Nothing is answered: a notification was taken, or the request was cancelled.</summary>
    public sealed record None : Reply
    {
        private None() { }

        /// <summary>The only value.</summary>
        public static None Instance { get; } = new();
    }
}
