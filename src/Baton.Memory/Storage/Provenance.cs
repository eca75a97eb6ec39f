namespace Baton.Memory.Storage;

/// <summary>Who wrote a version: from the connection, never from an argument.</summary>
/// <param name="Operation">The tool or command, for example <c>handoff_save</c>.</param>
public sealed record Provenance(
    string Grant, string Principal, string? Client, string? ClientVersion, string? Session, string RequestId, string Operation);
