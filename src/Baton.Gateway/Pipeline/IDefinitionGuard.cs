namespace Baton.Gateway.Pipeline;

/// <summary>Knows which tool definitions were approved.</summary>
public interface IDefinitionGuard
{
    /// <summary>Null when the definition of what the call names is the approved one.</summary>
    ValueTask<Refusal?> CheckAsync(Call call, CancellationToken cancellationToken);
}
