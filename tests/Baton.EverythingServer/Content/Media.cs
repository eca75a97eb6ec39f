namespace Baton.EverythingServer.Content;

/// <summary>The smallest files of their kinds, in Base64.</summary>
internal static class Media
{
    /// <summary>A PNG of one red pixel.</summary>
    public const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /// <summary>A WAV without samples.</summary>
    public const string Wav = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";
}
