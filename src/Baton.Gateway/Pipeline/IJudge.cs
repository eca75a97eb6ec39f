namespace Baton.Gateway.Pipeline;

/// <summary>Decides about a message by the policy that the caller's grant has on the server. Pure: it touches no store.</summary>
public interface IJudge
{
    /// <summary>The verdict on the call's envelope.</summary>
    Verdict Judge(Call call);
}
