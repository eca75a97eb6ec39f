using Baton.Memory.Dialects.ClaudeMemory;
using Baton.Memory.Dialects.ConversationHandoff;
using Baton.Memory.Handoffs;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>The dialects over one server's operations, each made when it is first asked for.</summary>
internal sealed class DialectDirectory(MemoryContext context, HandoffOperations handoffs, MemoryOperations memories, Lazy<ToolCatalogue> natives, ArgumentBinder binder)
{
    private readonly Dictionary<string, Lazy<IDialect>> _byName = new(StringComparer.Ordinal)
    {
        [DialectNames.ConversationHandoff] = new(() => new Dialect(
            DialectNames.ConversationHandoff, DialectDocument.Load(DialectNames.ConversationHandoff, "ConversationHandoff"),
            ConversationTools.All(new ConversationDesk(context, handoffs)), natives.Value, binder)),
        [DialectNames.ClaudeMemory] = new(() => new Dialect(
            DialectNames.ClaudeMemory, DialectDocument.Load(DialectNames.ClaudeMemory, "ClaudeMemory"),
            [new MemoryTool(new MemoryFiles(context, memories))], natives.Value, binder)),
    };

    public IDialect? Find(string name) => _byName.TryGetValue(name, out var dialect) ? dialect.Value : null;
}
