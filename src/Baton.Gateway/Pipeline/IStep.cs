namespace Baton.Gateway.Pipeline;

/// <summary>
/// One step of the one way through the house. A step either answers itself, or passes the call on and may look at the reply on
/// its way back. A step that throws refuses the call in its own name.
/// </summary>
internal interface IStep
{
    /// <summary>Names the step in refusals and logs.</summary>
    string Name { get; }

    /// <summary>Answers, or passes on with <paramref name="next"/>.</summary>
    ValueTask<Reply> RunAsync(Call call, StepNext next, CancellationToken cancellationToken);
}

/// <summary>The rest of the way.</summary>
internal delegate ValueTask<Reply> StepNext(Call call, CancellationToken cancellationToken);
