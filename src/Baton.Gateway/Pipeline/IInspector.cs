namespace Baton.Gateway.Pipeline;

/// <summary>Looks at what a server answered before the client sees it.</summary>
public interface IInspector
{
    /// <summary>Why all of the answer must be there to be looked at; null when nothing in it is.</summary>
    string? MustBeWhole(Call call);

    /// <summary>The reply as the caller may see it; the same one when nothing had to be cut.</summary>
    ValueTask<Reply> InspectAsync(Call call, Reply reply, CancellationToken cancellationToken);
}
