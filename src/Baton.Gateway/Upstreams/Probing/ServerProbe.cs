using System.Text;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;
using Baton.Gateway.Governance;
using Baton.Gateway.Pins;
using Baton.Gateway.Pipeline;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Probing;

/// <summary>
/// Tries a server for its operator by the very connection that calls would take: opens it, in whichever era it speaks, and reads
/// its lists. Nothing is called.
/// </summary>
/// <param name="upstream">The server.</param>
/// <param name="version">This program's, which the server is told.</param>
/// <param name="time">The clock.</param>
public sealed class ServerProbe(IUpstream upstream, string version, TimeProvider time)
{
    private const int MostPages = 100;

    /// <summary>Finds out what it can; what went wrong is in the report.</summary>
    public async Task<ProbeReport> RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var client = new ProbeClient(upstream, version, time);
        var report = await OpenAsync(client, cancellationToken);
        if (report.Problem is null)
        {
            report = await ListAsync(client, report, "tools", MethodName.ListTools, page => Tools(upstream.Name, page), cancellationToken);
            report = await ListAsync(client, report, "prompts", MethodName.ListPrompts, page => Named(page, "prompts"u8, "prompt", "name"u8), cancellationToken);
            report = await ListAsync(client, report, "resources", MethodName.ListResourceTemplates, page => Named(page, "resourceTemplates"u8, "template", "uriTemplate"u8), cancellationToken);
            report = await ListAsync(client, report, "resources", MethodName.ListResources, page => Named(page, "resources"u8, "resource", "uri"u8), cancellationToken);
        }
        return report with { Elapsed = time.GetElapsedTime(start) };
    }

    private static async Task<ProbeReport> OpenAsync(ProbeClient client, CancellationToken cancellationToken)
    {
        var reply = await client.InitializeAsync(cancellationToken);
        if (reply is Reply.Failed { Error.Code: not ErrorCode.ServerUnavailable } refused)
        {
            // a server that knows no initialize may be one of the stateless era
            reply = await client.DiscoverAsync(cancellationToken);
            if (reply is not Reply.Completed) return new ProbeReport { Problem = Problem(MethodName.Initialize, refused) };
        }
        if (reply is not Reply.Completed { Json: var result }) return new ProbeReport { Problem = Problem(MethodName.Initialize, reply) };
        var info = JsonMembers.Find(result, "serverInfo"u8);
        if (info.IsEmpty) info = JsonMembers.Find(JsonMembers.Find(result, "_meta"u8), Encoding.ASCII.GetBytes(MetaKey.ServerInfo));
        return new ProbeReport
        {
            ServerName = JsonMembers.Text(info, "name"u8),
            ServerVersion = JsonMembers.Text(info, "version"u8),
            Revision = client.Revision,
            Capabilities = [.. JsonMembers.All(JsonMembers.Find(result, "capabilities"u8)).Select(member => member.Key)],
        };
    }

    private static async Task<ProbeReport> ListAsync(
        ProbeClient client, ProbeReport report, string capability, string method, Func<ReadOnlyMemory<byte>, IEnumerable<ProbedItem>> read, CancellationToken cancellationToken)
    {
        if (report.Problem is not null || !report.Capabilities.Contains(capability)) return report;
        var items = report.Items.ToBuilder();
        var definitions = new List<DeclaredTool>();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var reply = await client.ListAsync(method, cursor, cancellationToken);
            // servers with resources need not have templates, and not all of those without say so with an empty list
            if (method == MethodName.ListResourceTemplates && reply is Reply.Failed { Error.Code: ErrorCode.MethodNotFound }) return report;
            if (reply is not Reply.Completed { Json: var result })
            {
                return report with { Items = items.ToImmutable(), Problem = Problem(method, reply) };
            }
            if (JsonMembers.Find(result, ListOf(method)).Span is not [(byte)'[', ..])
            {
                return report with { Items = items.ToImmutable(), Problem = new ProbeProblem(method, "nonsense", $"The answer has no list \"{Encoding.ASCII.GetString(ListOf(method))}\".") };
            }
            items.AddRange(read(result));
            if (PinKinds.Listed(method) is { } kind)
            {
                var listed = PinKinds.Read(kind, result);
                definitions.AddRange(listed.Tools);
                report = report with { Oddities = report.Oddities.AddRange(listed.Problems.Select(problem => ListOddities.Of(kind, problem))) };
            }
            cursor = JsonMembers.Text(result, "nextCursor"u8);
            if (cursor is null) return With(report, method, definitions) with { Items = items.ToImmutable() };
        }
        return report with { Items = items.ToImmutable(), Problem = new ProbeProblem(method, null, $"The list goes on after {MostPages} pages.") };
    }

    private static ReadOnlySpan<byte> ListOf(string method) => method switch
    {
        MethodName.ListTools => "tools"u8,
        MethodName.ListPrompts => "prompts"u8,
        MethodName.ListResourceTemplates => "resourceTemplates"u8,
        _ => "resources"u8,
    };

    private static ProbeReport With(ProbeReport report, string method, List<DeclaredTool> definitions) => PinKinds.Listed(method) is { } kind
        ? report with { Definitions = report.Definitions.Add(kind, [.. definitions.DistinctBy(definition => definition.Name, StringComparer.Ordinal)]) }
        : report;

    private static IEnumerable<ProbedItem> Tools(string server, ReadOnlyMemory<byte> page)
        => Classifier.Classify(ToolListReader.Read(page).Tools, server)
            .Select(tool => new ProbedItem("tool", tool.Name, CategoryWord.Of(tool.Category), tool.Tool.Description ?? ""));

    private static List<ProbedItem> Named(ReadOnlyMemory<byte> page, ReadOnlySpan<byte> list, string kind, ReadOnlySpan<byte> key)
    {
        var items = new List<ProbedItem>();
        foreach (var entry in JsonMembers.Elements(JsonMembers.Find(page, list)))
        {
            if (JsonMembers.Text(entry, key) is { } name) items.Add(new ProbedItem(kind, name, null, JsonMembers.Text(entry, "description"u8) ?? ""));
        }
        return items;
    }

    private static ProbeProblem Problem(string step, Reply reply) => reply is Reply.Failed { Error: var error }
        ? new ProbeProblem(step, JsonMembers.Text(error.Data, "cause"u8), error.Message)
        : new ProbeProblem(step, null, "The server gave no answer.");
}
