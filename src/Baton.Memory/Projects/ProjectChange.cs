namespace Baton.Memory.Projects;

/// <summary>Settings of a project that an operator changes; an absent one stays as it is.</summary>
public sealed record ProjectChange
{
    public SecretsMode? Secrets { get; init; }

    public bool? ApproveSuspicious { get; init; }

    /// <summary>How long records stay after their last write; <see cref="TimeSpan.Zero"/> for ever again.</summary>
    public TimeSpan? Retention { get; init; }

    internal Project Apply(Project project) => project with
    {
        Secrets = Secrets ?? project.Secrets,
        ApproveSuspicious = ApproveSuspicious ?? project.ApproveSuspicious,
        Retention = Retention is { } span ? span == TimeSpan.Zero ? null : span : project.Retention,
    };
}
