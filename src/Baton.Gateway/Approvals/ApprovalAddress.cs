namespace Baton.Gateway.Approvals;

/// <summary>Where a person sees how a request stands.</summary>
internal static class ApprovalAddress
{
    /// <summary>Followed by the request's id.</summary>
    public const string Path = "/approvals/";

    /// <param name="site">The name and port under which the client reached this gateway.</param>
    /// <param name="id">The request's.</param>
    public static string Of(string site, string id) => $"http://{site}{Path}{id}";
}
