using System.CommandLine;
using Baton.Cli.Application;
using Baton.Cli.Tools;

namespace Baton.Cli.Commands;

/// <summary>How a record is named on the command line: an id or a prefix of 6 or more characters, or a key with its project.</summary>
internal sealed class RefArgument
{
    private readonly Argument<string?> _ref;
    private readonly Option<string?> _project = new("--project") { HelpName = "NAME", Description = "The key's project; `auto` is the working folder's." };

    public RefArgument(bool required = true) => _ref = new Argument<string?>("REF")
    {
        Arity = required ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
        Description = required ? "An id, a prefix of one, or a key." : "An id, a prefix of one, or a key; the newest when left out.",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_ref);
        command.Options.Add(_project);
    }

    /// <summary>The arguments that name the record: <c>id</c> for what looks like one, else <c>key</c>.</summary>
    public ToolArguments Read(CommandRun run)
    {
        var arguments = new ToolArguments();
        if (run.Get(_ref) is { } given) arguments.Add(LooksLikeId(given) ? "id" : "key", given);
        return arguments.Add("project", ProjectName.Resolve(run.Get(_project), run.Context));
    }

    internal static bool LooksLikeId(string text)
        => text.Length >= 6 && text[1] == '_' && text[0] is 'h' or 'm' or 't' or 'a' or 'n' && text.Length <= 28 && text[2] is >= '0' and <= '7' && text.AsSpan(2).IndexOfAnyExcept(Crockford) < 0;

    private static readonly System.Buffers.SearchValues<char> Crockford =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz");
}
