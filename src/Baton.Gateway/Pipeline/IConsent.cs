namespace Baton.Gateway.Pipeline;

/// <summary>Obtains the approval that a verdict asks for.</summary>
public interface IConsent
{
    /// <summary>Null when it was given and is used up by this call; may hold the call open while somebody decides.</summary>
    ValueTask<Refusal?> ObtainAsync(Call call, CancellationToken cancellationToken);
}
