namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>How long clients of the stateless era may keep what the built-in server answered.</summary>
internal static class CacheTimes
{
    /// <summary>Lists that change with the program or the policy only; a minute at most, since policy edits act at once.</summary>
    public static readonly TimeSpan Definitions = TimeSpan.FromMinutes(1);

    /// <summary>What agents write may change at any moment.</summary>
    public static readonly TimeSpan Records = TimeSpan.Zero;
}
