using System.Collections.Concurrent;
using System.Collections.Immutable;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Sessions;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Relays;
using Baton.Gateway.Upstreams.Stdio;

namespace Baton.Gateway.Tests.Upstreams.Stdio;

/// <summary>
/// A server that is a shell script: it keeps the lines it got and answers as a test says. <c>$line</c> is the message, <c>$id</c> its
/// id, <c>$run</c> how often the server was started before.
/// </summary>
internal sealed class ScriptedChild : IAsyncDisposable
{
    private const string Frame = """
        cd "$FOLDER"; run=$(cat starts 2>/dev/null | wc -l); run=$((run)); echo started >> starts
        answer() { printf '{"jsonrpc":"2.0","id":%s,"result":%s}\n' "$id" "$1"; }
        while IFS= read -r line; do
          printf '%s %s\n' "$run" "$line" >> record
          id=${line#*\"id\":}; id=${id%%[,\}]*}
          case "$line" in
            BRANCHES
            *'"method":"initialize"'*) answer '{"protocolVersion":"2025-11-25","capabilities":{}}';;
            *'"id":'*) answer '{"content":[]}';;
          esac
        done
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-scripted-").FullName;

    /// <param name="branches">Branches of a shell's <c>case</c> on the message, which go before the usual answers.</param>
    /// <param name="change">How it is relayed to.</param>
    public ScriptedChild(string branches = "", Func<RelayOptions, RelayOptions>? change = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell.");
        var variables = ChildEnvironment.AllowListed(Environment.GetEnvironmentVariables(), [KeyValuePair.Create("FOLDER", _folder)]);
        var options = new RelayOptions { Requests = new NoServerRequests("nobody asks"), Log = Log.Enqueue };
        Upstream = new StdioUpstream(
            "rec", new ChildCommand("/bin/sh", ["-c", Frame.Replace("BRANCHES", branches, StringComparison.Ordinal)], variables), change?.Invoke(options) ?? options);
    }

    public StdioUpstream Upstream { get; }

    public ConcurrentQueue<string> Log { get; } = [];

    public ClientSession Session { get; } = CallBuilder.Session();

    /// <summary>What arrived, with the number of the run before it, without what only names the protocol.</summary>
    public IReadOnlyList<string> Arrived => File.Exists(At("record")) ? [.. File.ReadAllLines(At("record")).Select(Short)] : [];

    public string At(string file) => Path.Combine(_folder, file);

    public Call Call(string json, bool inSession = true)
        => inSession ? CallBuilder.InSession(json, session: Session, server: "rec") : CallBuilder.Stateless(json, server: "rec");

    public Task<Reply> SendAsync(string json, bool inSession = true, CancellationToken cancellationToken = default)
        => Upstream.SendAsync(Call(json, inSession), cancellationToken).AsTask();

    public Task<Reply> ToolAsync(string name) => SendAsync(Messages.Call("\"theirs\"", name));

    /// <summary>The handshake of a client.</summary>
    public async Task InitializeAsync()
    {
        (await SendAsync(Messages.Initialize())).ShouldBeOfType<Reply.Completed>();
        await SendAsync(Messages.Initialized);
    }

    public async ValueTask DisposeAsync()
    {
        await Upstream.DisposeAsync();
        Session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Short(string line)
    {
        var divide = line.IndexOf(' ', StringComparison.Ordinal);
        var message = Messages.Json(line[(divide + 1)..]);
        var what = message.TryGetProperty("method", out var method) ? method.GetString()! : "answer";
        if (what == "tools/call") what = message.At("params.name");
        return $"{line[..divide]} {what}";
    }
}
