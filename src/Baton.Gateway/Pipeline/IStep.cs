namespace Baton.Gateway.Pipeline;

/// <summary>
/// One step of the one way through the house. A step that throws refuses the call in its own name.
/// </summary>
internal interface IStep
{
    /// <summary>Names the step in refusals and logs.</summary>
    string Name { get; }

    /// <summary>On the way to the server: passes the call on with null, or answers itself.</summary>
    ValueTask<Reply?> EnterAsync(Call call, CancellationToken cancellationToken);
}

/// <summary>A step that looks at the replies of what it passed on.</summary>
internal interface IReturningStep : IStep
{
    /// <summary>On the way back: the reply as it goes on. Called once for every call that the step passed on, whatever became of it.</summary>
    ValueTask<Reply> ReturnAsync(Call call, Reply reply, CancellationToken cancellationToken);
}
