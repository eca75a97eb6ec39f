namespace Baton.Cli.Application;

/// <summary>A file that a command line names to be read: what cannot be one is wrong usage, and said the same way everywhere.</summary>
internal static class InputFile
{
    /// <summary>Its whole path.</summary>
    /// <param name="run">The command.</param>
    /// <param name="file">As it was typed.</param>
    /// <param name="hint">What to give instead.</param>
    /// <exception cref="CliException">There is nothing of that name, or a folder.</exception>
    public static string Locate(CommandRun run, string file, string? hint = null)
    {
        var path = run.FullPath(file);
        return File.Exists(path) ? path : throw new CliException(CliFailure.Usage(Directory.Exists(path) ? $"{path} is a folder." : $"there is no file {path}.", hint));
    }
}
