using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Oversight;

/// <summary>
/// What an agent may learn of those who govern it, and ask of them: what policy would say, a person's permission, and proof of
/// what it did. The gateway answers; this room knows no policies. Everything is about the caller's own grant.
/// </summary>
public interface IOversight
{
    /// <summary>What policy and catalogue say of a call that is not made. Nothing is counted or reserved.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="server">The server's name as the operator registered it, or the name or package of a known one.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">The arguments as a JSON object; empty when there are none.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    ValueTask<Outcome<Forecast>> ForecastAsync(
        MemoryCaller caller, string server, string tool, ReadOnlyMemory<byte> arguments, CancellationToken cancellationToken);

    /// <summary>Which of the memory server's tools a list shows the caller: the same that <c>tools/list</c> does.</summary>
    ValueTask<IReadOnlySet<string>> ShownAsync(MemoryCaller caller, ImmutableArray<string> tools, CancellationToken cancellationToken);

    /// <summary>Asks a person; a repeat while the request is open, or its answer in force, is the same request.</summary>
    ValueTask<Outcome<PermissionState>> RequestAsync(MemoryCaller caller, PermissionWish wish, CancellationToken cancellationToken);

    /// <summary>How a request stands; <c>not_found</c> when another grant made it.</summary>
    ValueTask<Outcome<PermissionState>> CheckAsync(MemoryCaller caller, long number, CancellationToken cancellationToken);

    /// <summary>Puts what the agent says it did into the audit log, and gives the proof that it stands there.</summary>
    ValueTask<Outcome<Proof>> ReportAsync(MemoryCaller caller, UsageReport report, CancellationToken cancellationToken);

    /// <summary>Checks a proof against the log: <see cref="Proof.Fault"/> says what is wrong with the row.</summary>
    ValueTask<Outcome<Proof>> VerifyAsync(MemoryCaller caller, string proof, CancellationToken cancellationToken);

    /// <summary>The grant's own proofs, newest first.</summary>
    ValueTask<Outcome<ImmutableArray<Proof>>> ProofsAsync(MemoryCaller caller, int most, CancellationToken cancellationToken);
}
