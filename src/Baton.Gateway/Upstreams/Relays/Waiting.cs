using Baton.Gateway.Pipeline;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>A call that was sent to a server and is not answered yet.</summary>
internal sealed class Waiting(Call call, long number)
{
    private readonly TaskCompletionSource<Reply> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long _lastHeard;

    public Call Call { get; } = call;

    /// <summary>Its id towards the server, which is its progress token there too.</summary>
    public RequestId Id { get; } = RequestId.Of(number);

    /// <summary>Grows with every call of the connection.</summary>
    public long Number { get; } = number;

    public Task<Reply> Answer => _answer.Task;

    /// <summary>Its answer, where that goes to the client while it arrives.</summary>
    public LargeAnswer? Large { get; set; }

    /// <summary>When the server last said something about it, in the clock's timestamp units.</summary>
    public long LastHeard => Volatile.Read(ref _lastHeard);

    /// <summary>Says that the server has said something about it.</summary>
    public void Heard(TimeProvider time) => Volatile.Write(ref _lastHeard, time.GetTimestamp());

    public void Finish(Reply reply) => _answer.TrySetResult(reply);
}
