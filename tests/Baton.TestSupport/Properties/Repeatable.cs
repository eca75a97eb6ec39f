using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.TestSupport.Properties;

/// <summary>
/// How properties are tried: the same cases in every run, so that a run that fails can be run again. <c>BATON_SEED</c>
/// names another beginning, and <c>BATON_SEED=any</c> takes a new one each time, to look for what the usual cases miss.
/// </summary>
public static class Repeatable
{
    private const ulong UsualSeed = 20_260_101;
    private const ulong Gamma = 0x9E37_79B9_7F4A_7C15;

    /// <summary>Throws on the first case that fails, with what repeats it.</summary>
    public static Config Config { get; } = Begin(Environment.GetEnvironmentVariable("BATON_SEED"));

    private static Config Begin(string? seed)
    {
        var config = FsCheck.Config.QuickThrowOnFailure.WithQuietOnSuccess(true);
        return seed switch
        {
            null or "" => config.WithReplay(UsualSeed, Gamma),
            "any" => config,
            _ => config.WithReplay(ulong.Parse(seed, CultureInfo.InvariantCulture), Gamma),
        };
    }
}
