namespace Baton.Cli.Application;

/// <summary>What the process tells its caller; the same for every command.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The answer is no: a check failed, a denial, a record that is not there, a lost claim.</summary>
    public const int No = 1;

    /// <summary>Wrong usage: an unknown command or option, a value that cannot be.</summary>
    public const int Usage = 2;

    /// <summary>The environment failed: data folder, port, disk, network.</summary>
    public const int Environment = 3;
}
