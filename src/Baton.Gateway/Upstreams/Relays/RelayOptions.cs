using Baton.Gateway.Pins;
using Baton.Gateway.Servers;
using Baton.Gateway.Upstreams.BuiltIn;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Relays;

/// <summary>What every server that is not part of this program is relayed with.</summary>
public sealed record RelayOptions
{
    /// <summary>What servers may ask of clients.</summary>
    public required IServerRequests Requests { get; init; }

    /// <summary>Hears that what a server lists of a kind is something else now.</summary>
    public Action<string, PinKind> ListChanged { get; init; } = static (_, _) => { };

    /// <summary>Hears that a server was started or connected anew, so that any of its lists may be another one.</summary>
    public Action<string> Restarted { get; init; } = static _ => { };

    /// <summary>Tells clients when an edit of a policy changed what they are shown; null when nothing is edited.</summary>
    public SurfaceChanges? Surface { get; init; }

    /// <summary>Takes a line for the operator.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>The largest message that is taken from a server, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = MessageReader.DefaultMaxBytes;

    /// <summary>Where a result lies that is larger and says only at its end whose it is; null where none is taken.</summary>
    public string? SpoolFolder { get; init; }

    /// <summary>The largest result that may lie there, in bytes.</summary>
    public long MaxSpooledBytes { get; init; } = 1L << 30;

    /// <summary>How long a server that is started by a command may say nothing about a call; progress counts as something.</summary>
    public TimeSpan Silence { get; init; } = ServerConfig.Stdio.Patience;

    /// <summary>How long a server may wait for what it asks the client's user.</summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a server may take to answer <c>initialize</c>; starting it may mean downloading it.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>After how long without a call the process that stateless clients share is ended; the next call starts it again.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(10);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
