using System.Globalization;
using System.Text;

namespace Baton.Gateway.Audit;

/// <summary>
/// What remains of pruned rows: a signed statement of the last one, so that the rest still verifies and a log that was cut
/// by somebody else is told apart from one that was pruned.
/// </summary>
/// <param name="Sequence">The last row that was pruned.</param>
/// <param name="Mac">Its authentication: what the first remaining row follows.</param>
/// <param name="Time">When it was pruned.</param>
/// <param name="Signature">HMAC over chain and rest, lower-case hex.</param>
public sealed record AuditCheckpoint(long Sequence, ReadOnlyMemory<byte> Mac, DateTimeOffset Time, string Signature)
{
    /// <summary>Makes and signs a checkpoint of one chain.</summary>
    public static AuditCheckpoint Sign(AuditKeys keys, AuditChainId chain, long sequence, ReadOnlyMemory<byte> mac, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var checkpoint = new AuditCheckpoint(sequence, mac, time, "");
        return checkpoint with { Signature = keys.Sign(checkpoint.Statement(chain)) };
    }

    /// <summary>Whether this checkpoint belongs to the chain and was not altered.</summary>
    public bool IsGenuine(AuditKeys keys, AuditChainId chain)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.HasSigned(Statement(chain), Signature);
    }

    private byte[] Statement(AuditChainId chain) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"baton audit checkpoint\n{chain}\n{Sequence}\n{Convert.ToHexStringLower(Mac.Span)}\n{Time.UtcDateTime:O}"));
}
