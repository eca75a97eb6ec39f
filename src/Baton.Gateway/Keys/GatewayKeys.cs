using System.Text;

namespace Baton.Gateway.Keys;

/// <summary>The keys that protect what the gateway must be able to read again: upstream credentials, arguments awaiting approval.</summary>
public sealed class GatewayKeys
{
    private readonly byte[] _credentials;
    private readonly byte[] _arguments;

    public GatewayKeys(KeyMaterial secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        _credentials = secret.Derive("baton/gateway/credentials");
        _arguments = secret.Derive("baton/gateway/approval-arguments");
    }

    /// <summary>Encrypts a server's credentials, bound to its name.</summary>
    public byte[] CloseCredentials(string server, ReadOnlySpan<byte> text) => Sealed.Close(_credentials, text, Encoding.UTF8.GetBytes(server));

    /// <summary>Null when another key, or another server, was meant.</summary>
    public byte[]? OpenCredentials(string server, ReadOnlySpan<byte> box) => Sealed.Open(_credentials, box, Encoding.UTF8.GetBytes(server));

    /// <summary>Encrypts a call's arguments while it waits, bound to the request's id.</summary>
    public byte[] CloseArguments(string approval, ReadOnlySpan<byte> text) => Sealed.Close(_arguments, text, Encoding.UTF8.GetBytes(approval));

    /// <summary>Null when another key, or another request, was meant.</summary>
    public byte[]? OpenArguments(string approval, ReadOnlySpan<byte> box) => Sealed.Open(_arguments, box, Encoding.UTF8.GetBytes(approval));
}
