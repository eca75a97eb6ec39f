using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Tools;

/// <summary>Knows the tools of the servers behind the gateway; answers from memory.</summary>
public interface IToolDirectory
{
    /// <summary>What is known of a tool that a call names; null when its server has not listed it.</summary>
    KnownTool? Find(Call call, string tool);
}
