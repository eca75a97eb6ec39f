using System.Globalization;

namespace Baton.FunctionalTests.Running;

/// <summary>
/// How much longer than its goal something may take here: goals hold on an idle machine, and a build machine is not one.
/// <c>BATON_TEST_PATIENCE</c> sets the factor; 1 asks for the goal itself.
/// </summary>
public static class Budget
{
    private const double Otherwise = 5;

    public static TimeSpan Of(TimeSpan goal) => goal * Factor;

    private static double Factor { get; } =
        double.TryParse(Environment.GetEnvironmentVariable("BATON_TEST_PATIENCE"), NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) ? factor : Otherwise;
}
