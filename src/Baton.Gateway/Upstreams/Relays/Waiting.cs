using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>A call that was sent to a server and is not answered yet.</summary>
internal sealed class Waiting(Call call, long number)
{
    private readonly TaskCompletionSource<Reply> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Call Call { get; } = call;

    /// <summary>Its id towards the server, which is its progress token there too.</summary>
    public RequestId Id { get; } = RequestId.Of(number);

    /// <summary>Grows with every call of the connection.</summary>
    public long Number { get; } = number;

    public Task<Reply> Answer => _answer.Task;

    /// <summary>Its answer, where that goes to the client while it arrives.</summary>
    public LargeAnswer? Large { get; set; }

    public void Finish(Reply reply) => _answer.TrySetResult(reply);
}
