using Baton.Gateway.Grants;
using Baton.Gateway.Pipeline;
using Baton.Memory.Server;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Upstreams.BuiltIn;

/// <summary>Speaks MCP for the memory server, in both eras, so that it is behind the gateway like any other server.</summary>
public sealed class BuiltInUpstream : IUpstream
{
    private readonly BuiltInContext _context;
    private readonly ToolMethods _tools;
    private readonly ResourceMethods _resources;
    private readonly PromptMethods _prompts;
    private readonly CompletionMethod _completion;
    private readonly LifecycleMethods _lifecycle;
    private readonly ListenMethod _listen;

    /// <summary>The upstream of a memory server.</summary>
    public BuiltInUpstream(IMemoryServer server, BuiltInOptions options)
    {
        Surface = new SurfaceChanges();
        _context = new BuiltInContext(server, options, Surface);
        _tools = new ToolMethods(_context);
        _resources = new ResourceMethods(_context);
        _prompts = new PromptMethods(_context);
        _completion = new CompletionMethod(_context);
        _lifecycle = new LifecycleMethods(_context);
        _listen = new ListenMethod(_context);
    }

    public string Name => LocalGrant.Server;

    public bool IsBuiltIn => true;

    /// <summary>Where a reload says that the tools offered to clients are others now.</summary>
    public SurfaceChanges Surface { get; }

    public ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Envelope.Kind != MessageKind.Request) return ValueTask.FromResult<Reply>(Reply.None.Instance);
        return call.Revision.Era == Era.Stateless ? Stateless(call, cancellationToken) : InSession(call, cancellationToken);
    }

    private ValueTask<Reply> Stateless(Call call, CancellationToken cancellationToken) => call.Envelope.Method switch
    {
        MethodName.Discover => Now(_lifecycle.Discover(call)),
        MethodName.Listen => _listen.RunAsync(call, cancellationToken),
        _ => InBothEras(call, cancellationToken),
    };

    private ValueTask<Reply> InSession(Call call, CancellationToken cancellationToken) => call.Envelope.Method switch
    {
        MethodName.Initialize => Now(_lifecycle.Initialize(call)),
        MethodName.Ping => Now(new Reply.Completed("{}"u8.ToArray())),
        MethodName.SetLogLevel => Now(LifecycleMethods.SetLogLevel(call)),
        MethodName.SubscribeResource => Now(_resources.Subscribe(call)),
        MethodName.UnsubscribeResource => Now(_resources.Unsubscribe(call)),
        _ => InBothEras(call, cancellationToken),
    };

    private ValueTask<Reply> InBothEras(Call call, CancellationToken cancellationToken) => call.Envelope.Method switch
    {
        MethodName.ListTools => Now(_tools.List(call)),
        MethodName.CallTool => _tools.CallAsync(call, cancellationToken),
        MethodName.ListResources => _resources.ListAsync(call, cancellationToken),
        MethodName.ListResourceTemplates => Now(_resources.ListTemplates(call)),
        MethodName.ReadResource => _resources.ReadAsync(call, cancellationToken),
        MethodName.ListPrompts => Now(_prompts.List(call)),
        MethodName.GetPrompt => _prompts.GetAsync(call, cancellationToken),
        MethodName.Complete => _completion.RunAsync(call, cancellationToken),
        var method => Now(new Reply.Failed(RpcError.MethodNotFound(method))),
    };

    private static ValueTask<Reply> Now(Reply reply) => ValueTask.FromResult(reply);
}
