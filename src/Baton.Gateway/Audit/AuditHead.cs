using System.Globalization;
using System.Text;

namespace Baton.Gateway.Audit;

/// <summary>
/// A signed statement that the chain had reached a row. Kept outside (a file on another machine, a log service), it proves
/// later that nothing up to there was cut off or replaced.
/// </summary>
/// <param name="Chain">The chain's id.</param>
/// <param name="Sequence">The newest row; 0 for an empty log.</param>
/// <param name="Mac">That row's authentication, lower-case hex.</param>
/// <param name="Time">When the statement was made.</param>
/// <param name="Signature">HMAC over the rest, lower-case hex.</param>
public sealed record AuditHead(string Chain, long Sequence, string Mac, DateTimeOffset Time, string Signature)
{
    /// <summary>Makes and signs a head.</summary>
    public static AuditHead Sign(AuditKeys keys, string chain, long sequence, ReadOnlySpan<byte> mac, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var head = new AuditHead(chain, sequence, Convert.ToHexStringLower(mac), time, "");
        return head with { Signature = keys.Sign(head.Statement()) };
    }

    /// <summary>Whether this head was signed with the key and not altered.</summary>
    public bool IsGenuine(AuditKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.HasSigned(Statement(), Signature);
    }

    private byte[] Statement() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"baton audit head\n{Chain}\n{Sequence}\n{Mac}\n{Time.UtcDateTime:O}"));
}
