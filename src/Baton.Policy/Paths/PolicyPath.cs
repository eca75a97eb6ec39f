using System.Collections.Immutable;

namespace Baton.Policy.Paths;

/// <summary>A path as conditions use it, read once.</summary>
internal sealed record PolicyPath(string Text, PathRoot Root, ImmutableArray<PathStep> Steps)
{
    public bool HasEach => Steps.Any(step => step.Kind == PathStepKind.Each);

    public bool HasSome => Steps.Any(step => step.Kind == PathStepKind.Some);

    public bool IsTime => Root is PathRoot.TimeHour or PathRoot.TimeWeekday;
}
