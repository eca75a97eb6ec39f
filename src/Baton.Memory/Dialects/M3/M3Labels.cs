namespace Baton.Memory.Dialects.M3;

/// <summary>The labels under which M3's own words are kept. They say what was claimed and decide nothing.</summary>
internal static class M3Labels
{
    public const string AgentId = "agent_id";
    public const string ModelId = "model_id";
    public const string ChangeAgent = "change_agent";
    public const string Source = "source";
    public const string UserId = "user_id";
    public const string Scope = "scope";
    public const string Metadata = "metadata";
    public const string RefreshOn = "refresh_on";
    public const string RefreshReason = "refresh_reason";

    /// <summary>Whose message it is.</summary>
    public const string Role = "role";

    /// <summary>Who hands a task on.</summary>
    public const string FromAgent = "from_agent";
    public const string TaskId = "task_id";

    /// <summary>When it was acknowledged.</summary>
    public const string ReadAt = "read_at";
    public const string CreatedBy = "created_by";
    public const string Actor = "actor";
}
