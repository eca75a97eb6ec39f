using Baton.Policy.Documents;
using Baton.Policy.Json;
using Baton.Policy.Paths;
using Baton.Policy.Schemas;

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
            _ => Walk(path, context.Arguments, context.Shape),
        };
    }

    /// <summary>The value at a path without <c>[*]</c> and <c>[any]</c>, or what the tool's schema declares for it; nothing when there is neither.</summary>
    public static Subject Walk(PolicyPath path, JsonView arguments, ArgumentShape? shape = null)
    {
        var view = arguments;
        foreach (var step in path.Steps)
        {
            if (step.Kind != PathStepKind.Name)
            {
                view = view.Element(step.Index);
                shape = shape?.Items;
                continue;
            }
            var parameter = shape?.Find(step.Name);
            var inner = view.Property(step.Utf8);
            if (inner.Kind == JsonKind.Missing && view.Kind == JsonKind.Object && shape?.IsOptional(step.Name) == true) inner = parameter!.Default;
            view = inner;
            shape = parameter?.Inner;
        }
        return new Subject(view);
    }
}
