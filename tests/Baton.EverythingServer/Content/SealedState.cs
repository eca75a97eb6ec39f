using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Baton.EverythingServer.Wire;

namespace Baton.EverythingServer.Content;

/// <summary>State that goes through the client and must come back unchanged: text and its HMAC.</summary>
internal static class SealedState
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static string Of(string text) => $"{text}.{Tag(text)}";

    /// <summary>The text of <c>requestState</c>.</summary>
    /// <exception cref="Fault">It is missing, or is not what this server gave.</exception>
    public static string Read(JsonObject parameters)
    {
        var state = (string?)parameters["requestState"] ?? throw Fault.Params("requestState is missing");
        var end = state.LastIndexOf('.');
        if (end < 0 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state[(end + 1)..]), Encoding.UTF8.GetBytes(Tag(state[..end]))))
        {
            throw Fault.Params("requestState was changed on the way");
        }
        return state[..end];
    }

    private static string Tag(string text) => Convert.ToHexString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)));
}
