using Baton.Policy.Documents;
using Baton.Policy.Json;
using Baton.Policy.Paths;

namespace Baton.Policy.Conditions;

/// <summary>The values of paths that do not lead into the arguments.</summary>
internal static class FactReader
{
    public static Subject Read(PolicyPath path, TimeZoneInfo zone, ref CallContext context)
    {
        ref readonly var facts = ref context.Facts;
        return path.Root switch
        {
            PathRoot.CallerGrant => new Subject(facts.Grant),
            PathRoot.CallerPrincipal => new Subject(facts.Principal),
            PathRoot.ToolName => new Subject(facts.Tool.Name),
            PathRoot.ToolCategory => new Subject(WordTable<ToolCategory>.Text(facts.Tool.Category)),
            PathRoot.ServerName => new Subject(facts.Server),
            PathRoot.TimeHour => new Subject(TimeZoneInfo.ConvertTime(facts.Now, zone).Hour),
            PathRoot.TimeWeekday => new Subject(((int)TimeZoneInfo.ConvertTime(facts.Now, zone).DayOfWeek + 6) % 7 + 1),
            _ => Walk(path, context.Arguments),
        };
    }

    /// <summary>The value at a path without <c>[*]</c> and <c>[any]</c>; nothing when there is none.</summary>
    public static Subject Walk(PolicyPath path, JsonView arguments)
    {
        var view = arguments;
        foreach (var step in path.Steps)
        {
            view = step.Kind == PathStepKind.Name ? view.Property(step.Utf8) : view.Element(step.Index);
        }
        return new Subject(view);
    }
}
