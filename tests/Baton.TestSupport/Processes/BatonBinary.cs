namespace Baton.TestSupport.Processes;

/// <summary>The published <c>baton</c> executable that whole-process tests run.</summary>
public static class BatonBinary
{
    /// <summary>What to say when it is absent.</summary>
    public const string Missing = "The baton executable is not built; run build/publish, or set BATON_BINARY.";

    /// <summary>Its path, from <c>BATON_BINARY</c> or the checkout's artifacts; null when it is not there.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("BATON_BINARY");
        var path = string.IsNullOrEmpty(named) ? Repository.At("artifacts", "baton", "baton") : named;
        return File.Exists(path) ? path : null;
    }
}
