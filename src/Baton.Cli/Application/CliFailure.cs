using Baton.Memory.Outcomes;

namespace Baton.Cli.Application;

/// <summary>Why a command did not do what it was asked: one clear line for people, one object for programs.</summary>
/// <param name="ExitCode">One of <see cref="Application.ExitCode"/>.</param>
/// <param name="Code">Stable, for programs: those of <see cref="FailureCode"/>, or <c>usage</c>, <c>unavailable</c>.</param>
/// <param name="Message">What was wrong and where.</param>
/// <param name="Hint">What to do about it.</param>
internal sealed record CliFailure(int ExitCode, string Code, string Message, string? Hint = null)
{
    /// <summary>JSON Pointer to the offending argument of a tool.</summary>
    public string? Path { get; init; }

    /// <summary>The limit that was passed.</summary>
    public long? Limit { get; init; }

    /// <summary>Further facts as JSON object text.</summary>
    public string? DetailsJson { get; init; }

    public static CliFailure Usage(string message, string? hint = null) => new(Application.ExitCode.Usage, "usage", message, hint);

    public static CliFailure No(string code, string message, string? hint = null) => new(Application.ExitCode.No, code, message, hint);

    public static CliFailure Environment(string message, string? hint = null)
        => new(Application.ExitCode.Environment, "unavailable", message, hint);

    /// <summary>A refusal of a tool, with the exit code its kind deserves.</summary>
    public static CliFailure Of(Failure failure) => new(ExitCodeOf(failure.Code), failure.Code, failure.Message, failure.Hint)
    {
        Path = failure.Path,
        Limit = failure.Limit,
        DetailsJson = failure.DetailsJson,
    };

    private static int ExitCodeOf(string code) => code switch
    {
        FailureCode.Invalid or FailureCode.TooLarge or FailureCode.BadCursor => Application.ExitCode.Usage,
        FailureCode.StoreUnavailable => Application.ExitCode.Environment,
        _ => Application.ExitCode.No,
    };
}
