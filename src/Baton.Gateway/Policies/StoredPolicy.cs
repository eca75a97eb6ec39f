namespace Baton.Gateway.Policies;

/// <summary>One revision of a policy document, exactly as the operator wrote it.</summary>
/// <param name="Name">What grants call it by.</param>
/// <param name="Revision">From 1; a rollback is a new revision with an old text.</param>
/// <param name="Text">The document, JSON or YAML.</param>
/// <param name="CreatedAt">When it was put.</param>
/// <param name="Note">Where it came from, for the history; may be null.</param>
public sealed record StoredPolicy(string Name, long Revision, string Text, DateTimeOffset CreatedAt, string? Note);
