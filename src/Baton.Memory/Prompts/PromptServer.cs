using Baton.Memory.Callers;
using Baton.Memory.Handoffs;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Sessions;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Prompts;

/// <summary>
/// The three things a person asks for by hand: go on, stop well, keep this. Their words name the native tools, so a
/// connection with a dialect is offered none.
/// </summary>
internal sealed class PromptServer(HandoffOperations handoffs, SessionOperations sessions) : IPromptServer
{
    public const string Resume = "resume";
    public const string HandOff = "hand_off";
    public const string Remember = "remember";
    public const string Handoff = "handoff";
    public const string Project = "project";
    private const string Note = "note";
    private const string What = "what";

    private static readonly PromptArgument InProject = new(Project, "The project; the connection's own when left out.", false);

    private static readonly IReadOnlyList<PromptDefinition> All =
    [
        new(Resume, "Resume work", "Take up unfinished work: one handoff, or what is open in the project.",
            [new(Handoff, "Id or key of the handoff; left out: choose from what is open.", false), InProject]),
        new(HandOff, "Hand off", "End the session so that another one can go on.",
            [new(Note, "What must not be forgotten.", false), InProject]),
        new(Remember, "Remember", "Keep something as a lasting memory.",
            [new(What, "What to remember.", true), InProject]),
    ];

    public IReadOnlyList<PromptDefinition> List(MemoryCaller caller) => caller.Dialect is null ? All : [];

    public async ValueTask<Outcome<PromptText>> GetAsync(
        MemoryCaller caller, string name, IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken)
    {
        if (List(caller).FirstOrDefault(known => known.Name == name) is not { } prompt) return Fail.NotFound($"There is no prompt '{Excerpt.Line(name, 80)}'.");
        if (RefuseArguments(prompt, arguments) is { } refused) return refused;
        var project = arguments.GetValueOrDefault(Project) is { Length: > 0 } given ? given : null;
        var text = name switch
        {
            Resume when arguments.GetValueOrDefault(Handoff) is { Length: > 0 } handoff => await ResumeOneAsync(caller, handoff, project, cancellationToken),
            Resume => await ResumeAnyAsync(caller, project, cancellationToken),
            HandOff => PromptTexts.HandOff(arguments.GetValueOrDefault(Note), project),
            _ => PromptTexts.Remember(arguments[What], project),
        };
        return text.TryGet(out var words, out var failure) ? new PromptText(prompt.Description, words) : failure;
    }

    private static Failure? RefuseArguments(PromptDefinition prompt, IReadOnlyDictionary<string, string> arguments)
    {
        var unknown = arguments.Keys.FirstOrDefault(name => prompt.Arguments.All(known => known.Name != name));
        if (unknown is not null)
        {
            return Fail.Invalid($"The prompt '{prompt.Name}' has no argument '{Excerpt.Line(unknown, 80)}'.", $"/arguments/{unknown}",
                $"It takes {string.Join(", ", prompt.Arguments.Select(known => known.Name))}.");
        }
        var missing = prompt.Arguments.FirstOrDefault(known => known.Required && string.IsNullOrWhiteSpace(arguments.GetValueOrDefault(known.Name)));
        return missing is null ? null : Fail.Invalid($"The prompt '{prompt.Name}' needs '{missing.Name}'.", $"/arguments/{missing.Name}", missing.Description);
    }

    private async ValueTask<Outcome<string>> ResumeOneAsync(MemoryCaller caller, string named, string? project, CancellationToken cancellationToken)
    {
        var byId = new HandoffLoadRequest { Ref = new RecordRef(named) };
        var byKey = new HandoffLoadRequest { Ref = new RecordRef(null, named, project) };
        var loaded = await handoffs.LoadAsync(caller, byId, cancellationToken);
        if (loaded.Failure is { Code: FailureCode.NotFound or FailureCode.Invalid }) loaded = await handoffs.LoadAsync(caller, byKey, cancellationToken);
        return loaded.TryGet(out var handoff, out var failure)
            ? PromptTexts.ResumeOne(handoff.Handoff.Id, HandoffText.Loaded(handoff))
            : failure with { Path = $"/arguments/{Handoff}" };
    }

    private async ValueTask<Outcome<string>> ResumeAnyAsync(MemoryCaller caller, string? project, CancellationToken cancellationToken)
        => (await sessions.StartAsync(caller, new SessionStartRequest { Project = project }, cancellationToken)).TryGet(out var digest, out var failure)
            ? PromptTexts.ResumeAny(DigestBlock.Of(digest))
            : failure with { Path = $"/arguments/{Project}" };
}
