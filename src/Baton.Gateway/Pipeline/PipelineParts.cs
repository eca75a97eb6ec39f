using Baton.Gateway.MetaTools;
using Baton.Gateway.Tools;
using Baton.Gateway.Upstreams;

namespace Baton.Gateway.Pipeline;

/// <summary>
/// What the composition root plugs into the pipeline. A part that is absent is not needed as long as no verdict asks for it;
/// where one does, its step refuses.
/// </summary>
public sealed record PipelineParts
{
    /// <summary>The servers behind the gateway.</summary>
    public required IUpstreamDirectory Upstreams { get; init; }

    /// <summary>Which tools call others, whose rules then apply too.</summary>
    public MetaToolTable MetaTools { get; init; } = MetaToolTable.Known;

    /// <summary>Judges messages; a grant without a policy is denied everything.</summary>
    public required IJudge Judge { get; init; }

    /// <summary>Holds tools back whose definition changed; without it only the built-in server is reachable.</summary>
    public IDefinitionGuard? Definitions { get; init; }

    /// <summary>Says which arguments stand in headers too; null where no message comes with headers.</summary>
    public IToolDirectory? Tools { get; init; }

    /// <summary>Obtains approvals.</summary>
    public IConsent? Consent { get; init; }

    /// <summary>Reserves limits.</summary>
    public IBudget? Budget { get; init; }

    /// <summary>Records what happens.</summary>
    public IRecorder? Recorder { get; init; }

    /// <summary>Cuts lists to the grant and results to what policy lets out.</summary>
    public IInspector? Inspector { get; init; }

    /// <summary>Hears of every step that threw, for the operator's log.</summary>
    public Action<string, Exception> OnFault { get; init; } = static (_, _) => { };
}
