using System.Collections.Immutable;
using System.Text;
using Baton.Catalog.Classification;
using Baton.Catalog.Definitions;
using Baton.Catalog.Pins;
using Baton.Cli.Composition;
using Baton.Gateway.Approvals;
using Baton.Gateway.Pins;

namespace Baton.Cli.Approvals;

/// <summary>The tool that a call waits to use, as its server defined it then, with what the catalogue sees in it.</summary>
internal sealed record AskedTool(Pin Pin, ToolVerdict Verdict)
{
    public IEnumerable<string> Signals => Verdict.Signals.Select(signal => signal.Id).Distinct(StringComparer.Ordinal);

    /// <summary>Null for tools of this program, and where the definition is not known any more.</summary>
    public static async Task<AskedTool?> FindAsync(Operator opened, ApprovalQuestion question, CancellationToken cancellationToken)
    {
        if (question.DefinitionHash is not { } hash) return null;
        var pins = opened.Gateway.Pins;
        // A wrapped server's pins are kept under a name that its command is part of.
        var index = await pins.IndexAsync(cancellationToken);
        foreach (var server in index.Servers.Keys.OrderByDescending(name => name == question.Server).ThenBy(name => name, StringComparer.Ordinal))
        {
            var listed = await pins.ListAsync(server, cancellationToken);
            if (listed.FirstOrDefault(pin => pin.Kind == PinKind.Tool && pin.Name == question.Tool && pin.Hash == hash) is { } found) return Judge(found, listed, question.Server);
        }
        return null;
    }

    // The tools of one server are judged together; the one that is asked about may have been replaced since.
    private static AskedTool? Judge(Pin asked, IEnumerable<Pin> listed, string server)
    {
        var others = listed.Where(pin => pin.Kind == PinKind.Tool && pin.State == PinState.Approved && pin.Name != asked.Name);
        var tools = others.Prepend(asked).Select(pin => DefinitionText.Read(Encoding.UTF8.GetBytes(pin.Definition))).OfType<DeclaredTool>().ToImmutableArray();
        return tools.FirstOrDefault()?.Name == asked.Name ? new AskedTool(asked, Classifier.Classify(tools, server)[0]) : null;
    }
}
