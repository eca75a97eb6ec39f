using Baton.Cli.Application;

namespace Baton.Cli.Tools;

internal static class LocalTools
{
    public static Task<IToolCaller> OpenAsync(CommandRun run) => throw new NotSupportedException();
}
