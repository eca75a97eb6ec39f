using System.Collections.Immutable;
using Baton.Gateway.Approvals;
using Baton.Gateway.Telemetry;
using Baton.Protocol.Messages;
using Microsoft.AspNetCore.Builder;

namespace Baton.Gateway.Edge.Http;

/// <summary>How the HTTP side of the gateway listens, and what it bears.</summary>
public sealed record HttpHostOptions
{
    /// <summary>Where <c>baton up</c> listens unless told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:4700";

    /// <summary>Addresses to listen on; port 0 takes a free one.</summary>
    public ImmutableArray<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>Host names, besides those of the listening addresses, under which clients may reach the gateway.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    /// <summary>Origins (<c>https://tools.example:8443</c>) of web pages that may call the gateway, besides its own.</summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>The largest message that is read, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = MessageReader.DefaultMaxBytes;

    /// <summary>After how long a quiet stream gets a comment, so that nobody on the way closes it.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many sessions of the session era may be open at once.</summary>
    public int MaxSessions { get; init; } = 10_000;

    /// <summary>How long a session may lie unused before it is ended.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a stop waits for what is in flight.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What <c>/readyz</c> asks: null when everything that calls need is there, else what is missing.</summary>
    public Func<CancellationToken, ValueTask<string?>> Ready { get; init; } = static _ => ValueTask.FromResult<string?>(null);

    /// <summary>What <c>/readyz</c> says beside that, one line each: calls are answered, and something is not as the operator wants it.</summary>
    public Func<IReadOnlyList<string>> Notes { get; init; } = static () => [];

    /// <summary>What <c>/metrics</c> says; null for no such endpoint.</summary>
    public GatewayMetrics? Metrics { get; init; }

    /// <summary>What <c>/approvals/ID</c> shows; null for no such page, and then refusals name none.</summary>
    public IApprovalStore? Approvals { get; init; }

    /// <summary>Hears the addresses once requests are taken.</summary>
    public Action<IReadOnlyList<string>> OnListening { get; init; } = static _ => { };

    /// <summary>Adds services and logging before the host is built.</summary>
    public Action<WebApplicationBuilder>? Build { get; init; }

    /// <summary>Maps further endpoints, as the console's.</summary>
    public Action<WebApplication>? Map { get; init; }
}
