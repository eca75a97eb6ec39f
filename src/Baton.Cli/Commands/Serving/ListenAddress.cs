namespace Baton.Cli.Commands.Serving;

/// <summary>What <c>--urls</c> takes.</summary>
internal static class ListenAddress
{
    /// <summary>Whether it is an <c>http</c> address without a path; <c>*</c> and <c>+</c> stand for every interface.</summary>
    public static bool IsValid(string text)
    {
        var plain = text.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
        return Uri.TryCreate(plain, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttp && address.Host.Length > 0 && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
    }
}
