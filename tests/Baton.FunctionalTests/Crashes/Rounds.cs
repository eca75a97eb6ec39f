using System.Globalization;

namespace Baton.FunctionalTests.Crashes;

/// <summary>How many rounds of killing; <c>BATON_CRASH_ROUNDS</c> asks for more than the suite has time for.</summary>
internal static class Rounds
{
    private const int Otherwise = 12;

    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("BATON_CRASH_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : Otherwise;
}
