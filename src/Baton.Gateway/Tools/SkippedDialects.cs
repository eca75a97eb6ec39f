using Baton.Gateway.Pipeline;

namespace Baton.Gateway.Tools;

/// <summary>
/// Leaves input schemas aside whose dialect is not validated, where the operator said so of a server: its tools could not be
/// called otherwise. Everything else about them is judged as ever.
/// </summary>
/// <param name="tools">What servers have listed.</param>
/// <param name="skips">Whether that was said of a server.</param>
public sealed class SkippedDialects(IToolDirectory tools, Func<string, bool> skips) : IToolDirectory
{
    public KnownTool? Find(Call call, string tool)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Of(tools.Find(call, tool), call.Connection.Server);
    }

    public KnownTool? Find(string server, string? dialect, string tool) => Of(tools.Find(server, dialect, tool), server);

    public bool Lists(string server) => tools.Lists(server);

    private KnownTool? Of(KnownTool? known, string server) => known is not null && skips(server) ? known.WithoutOtherDialects() : known;
}
