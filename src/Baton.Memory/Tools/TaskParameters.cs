using System.Collections.Immutable;
using Baton.Memory.Tasks;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

/// <summary>A task's fields as parameters.</summary>
internal static class TaskParameters
{
    public static readonly Parameter Title = new("title", Plain) { About = "What is to be done, in one line." };

    public static readonly ImmutableArray<Parameter> Fields =
    [
        new("description", Plain) { Clearable = true },
        new("to", Plain) { Clearable = true, About = "Assignee: principal or role; nobody: anyone." },
        new("priority", Integer) { Least = -1, Most = 1, Clearable = true },
        new("due_at", Instant) { Clearable = true },
        new("parent", Plain) { Clearable = true, About = "Id of the task this is a part of." },
        Common.Tags,
    ];

    public static TaskFields From(Arguments arguments) => new()
    {
        Title = arguments.Patch<string>("title"),
        Description = arguments.Patch<string>("description"),
        To = arguments.Patch<string>("to"),
        Priority = arguments.PatchInt("priority"),
        DueAt = arguments.Patch<DateTimeOffset>("due_at"),
        Parent = arguments.Patch<string>("parent"),
        Result = arguments.Patch<string>("result"),
        Outcome = arguments.Patch<string>("outcome"),
        Tags = arguments.Patch<ImmutableArray<string>>("tags"),
    };
}
