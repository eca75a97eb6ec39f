using System.Globalization;

namespace Baton.Gateway.Edge;

/// <summary>Names for messages and sessions: unique, and in the order of their time.</summary>
internal static class UniqueName
{
    public static string Request(TimeProvider time) => "r_" + Next(time);

    public static string Session(TimeProvider time) => "s_" + Next(time);

    private static string Next(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture);
}
