namespace Baton.Gateway.Edge;

/// <summary>How a client reaches the gateway.</summary>
public enum Transport
{
    /// <summary>Standard input and output of this process.</summary>
    Stdio,

    /// <summary>Streamable HTTP.</summary>
    Http,
}
