using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>Ids of requests: <c>a_</c> and 26 letters of Crockford's alphabet that sort by time (ULID).</summary>
internal static class ApprovalId
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        Span<byte> stamp = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(stamp, now.ToUnixTimeMilliseconds());
        stamp[2..].CopyTo(bytes);
        var value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return string.Create(28, value, static (text, rest) =>
        {
            for (var place = text.Length - 1; place >= 2; place--)
            {
                text[place] = Alphabet[(int)(rest & 31)];
                rest >>= 5;
            }
            text[0] = 'a';
            text[1] = '_';
        });
    }
}
