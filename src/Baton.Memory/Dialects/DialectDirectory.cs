using System.Collections.Immutable;
using Baton.Memory.Agents;
using Baton.Memory.Dialects.Ainote;
using Baton.Memory.Dialects.ClaudeMemory;
using Baton.Memory.Dialects.ConversationHandoff;
using Baton.Memory.Dialects.Loaditout;
using Baton.Memory.Dialects.M3;
using Baton.Memory.Dialects.M3.Meta;
using Baton.Memory.Dialects.Sovereign;
using Baton.Memory.Handoffs;
using Baton.Memory.Links;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Oversight;
using Baton.Memory.Sessions;
using Baton.Memory.Tasks;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>The dialects over one server's operations, each made when it is first asked for.</summary>
internal sealed class DialectDirectory
{
    private readonly Dictionary<string, Lazy<IDialect>> _byName = new(StringComparer.Ordinal);
    private readonly Lazy<ToolCatalogue> _natives;
    private readonly ArgumentBinder _binder;

    public DialectDirectory(
        MemoryContext context, HandoffOperations handoffs, MemoryOperations memories, SessionOperations sessions, TaskOperations tasks, LinkOperations links,
        AgentOperations agents, IOversight oversight, DialectOptions options, Lazy<ToolCatalogue> natives, ArgumentBinder binder)
    {
        _natives = natives;
        _binder = binder;
        var desk = new RecordListing(context);
        Add(DialectNames.ConversationHandoff, "ConversationHandoff", () => ConversationTools.All(new ConversationDesk(context, desk, handoffs)));
        Add(DialectNames.ClaudeMemory, "ClaudeMemory", () => [new MemoryTool(new MemoryFiles(desk, memories))]);
        Add(DialectNames.Loaditout, "Loaditout", () => LoaditoutTools.All(desk, memories, oversight));
        Add(DialectNames.Ainote, "Ainote", () => AinoteTools.All(new AinoteDesk(context, desk, handoffs, memories, tasks, options)));
        Add(DialectNames.M3, "M3", () => M3Tools.All(new M3Desk(context, desk, handoffs, memories, tasks, links, agents), new ToolTable(() => (Dialect)Find(DialectNames.M3)!, oversight)));
        Add(DialectNames.Sovereign, "Sovereign", () => SovereignTools.All(new SovereignDesk(desk, handoffs, memories, sessions)));
    }

    public IDialect? Find(string name) => _byName.TryGetValue(name, out var dialect) ? dialect.Value : null;

    private void Add(string name, string folder, Func<ImmutableArray<IDialectTool>> tools)
        => _byName.Add(name, new(() => new Dialect(name, DialectDocument.Load(name, folder), tools(), _natives.Value, _binder)));
}
