using System.Collections.Immutable;
using Baton.Gateway.Grants;
using Baton.Memory.Callers;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Edge.Stdio;

/// <summary>One stdio connection, as the command line describes it.</summary>
public sealed record StdioHostOptions
{
    /// <summary>Whom the connection acts for: the local grant, or the one that <c>--grant</c> names.</summary>
    public required Caller Caller { get; init; }

    /// <summary>Looks the caller up again for each message, so that an operator's edit acts on the next one; null for nobody any more.</summary>
    public Func<ValueTask<Caller?>>? Renew { get; init; }

    /// <summary>The server that the connection is to.</summary>
    public string Server { get; init; } = LocalGrant.Server;

    /// <inheritdoc cref="Connection.Toolsets"/>
    public ImmutableArray<string> Toolsets { get; init; } = [];

    /// <inheritdoc cref="Connection.Dialect"/>
    public string? Dialect { get; init; }

    /// <inheritdoc cref="Connection.Project"/>
    public string? Project { get; init; }

    /// <inheritdoc cref="Connection.Workspace"/>
    public IWorkspaceProbe? Workspace { get; init; }

    /// <summary>The largest message that is read, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = MessageReader.DefaultMaxBytes;

    /// <summary>How many requests may be under way at once; further ones are refused.</summary>
    public int MaxInFlight { get; init; } = 256;

    /// <summary>How long requests under way may take to finish after the end of input or a stop.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
