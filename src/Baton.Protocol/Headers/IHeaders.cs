namespace Baton.Protocol.Headers;

/// <summary>The headers of one HTTP request, without the HTTP stack.</summary>
public interface IHeaders
{
    /// <summary>Every line of that header; none when it is absent.</summary>
    IReadOnlyList<string> Values(string name);
}
