namespace Baton.Cli.Application;

/// <summary>
/// The end of a process by an exception on a thread that no command waits for: the runtime would write its stack, and what it says,
/// and be aborted.
/// </summary>
/// <param name="error">Takes the line.</param>
/// <param name="environment">Says whether the places are wanted.</param>
/// <param name="json">Whether it is to be one object.</param>
/// <param name="exit">Ends the process; does not return in one.</param>
internal sealed class BackgroundFaults(TextWriter error, Func<string, string?> environment, bool json, Action<int> exit)
{
    private readonly Lock _gate = new();

    /// <summary>Watches this process from now on.</summary>
    public static void Watch(TextWriter error, Func<string, string?> environment, bool json)
    {
        var faults = new BackgroundFaults(error, environment, json, Environment.Exit);
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => faults.End(unhandled.ExceptionObject);
    }

    /// <summary>Says why and ends; a second thread waits here for the end that the first has begun.</summary>
    internal void End(object fault)
    {
        lock (_gate) exit(BugReport.Tell(error, environment, json, fault as Exception ?? new InvalidOperationException()));
    }
}
