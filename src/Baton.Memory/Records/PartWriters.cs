using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>The parts of records as JSON, the same in the store and in replies.</summary>
internal static class PartWriters
{
    public static void Provenance(this Utf8JsonWriter json, string name, Provenance by)
    {
        json.WriteStartObject(name);
        json.WriteString("grant", by.Grant);
        json.WriteString("principal", by.Principal);
        json.Text("client", by.Client);
        json.Text("client_version", by.ClientVersion);
        json.Text("session", by.Session);
        json.WriteString("request_id", by.RequestId);
        json.WriteString("operation", by.Operation);
        json.WriteEndObject();
    }

    public static void Labels(this Utf8JsonWriter json, ImmutableSortedDictionary<string, string> labels)
    {
        if (labels.IsEmpty) return;
        json.WriteStartObject("labels");
        foreach (var (name, value) in labels) json.WriteString(name, value);
        json.WriteEndObject();
    }

    public static void Suspicious(this Utf8JsonWriter json, ImmutableArray<SuspiciousMark> marks)
        => json.Objects("suspicious", marks, (writer, mark) =>
        {
            writer.WriteString("path", mark.Path);
            writer.WriteString("reason", mark.Reason);
            writer.WriteString("text", mark.Text);
        });

    public static void Redacted(this Utf8JsonWriter json, ImmutableArray<Redaction> redacted)
    {
        json.WriteStartArray("redacted");
        foreach (var found in redacted)
        {
            json.WriteStartObject();
            json.WriteString("path", found.Path);
            json.WriteString("kind", found.Kind);
            json.WriteNumber("count", found.Count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Files(this Utf8JsonWriter json, ImmutableArray<FileNote> files)
        => json.Objects("files", files, (writer, file) =>
        {
            writer.WriteString("path", file.Path);
            writer.Text("commit", file.Commit);
            writer.Text("note", file.Note);
        });

    public static void Comments(this Utf8JsonWriter json, ImmutableArray<Comment> comments)
        => json.Objects("comments", comments, (writer, comment) =>
        {
            writer.WriteString("id", comment.Id);
            writer.WriteString("author", comment.Author);
            writer.Text("client", comment.Client);
            writer.WriteString("text", comment.Text);
            writer.Instant("at", comment.At);
        });

    public static void Outcome(this Utf8JsonWriter json, WorkOutcome? outcome)
    {
        if (outcome is null) return;
        json.WriteStartObject("outcome");
        json.WriteString("text", outcome.Text);
        json.WriteString("author", outcome.Author);
        json.Instant("at", outcome.At);
        json.WriteEndObject();
    }

    /// <summary>A claim as the store keeps it; replies never show the token's hash.</summary>
    public static void Claim(this Utf8JsonWriter json, WorkClaim? claim)
    {
        if (claim is null) return;
        json.WriteStartObject("claim");
        json.WriteString("token_sha256", claim.TokenSha256);
        json.WriteString("holder", claim.Holder);
        json.Text("client", claim.Client);
        json.WriteString("grant", claim.Grant);
        json.Instant("at", claim.At);
        json.Instant("until", claim.Until);
        json.WriteEndObject();
    }

    public static void Workspace(this Utf8JsonWriter json, Workspace? workspace)
    {
        if (workspace is null) return;
        json.WriteStartObject("workspace");
        json.WriteString("repository", workspace.Repository);
        json.Text("remote", workspace.Remote);
        json.Text("branch", workspace.Branch);
        json.Text("commit", workspace.Commit);
        json.Objects("changed", workspace.Changed, (writer, file) =>
        {
            writer.WriteString("path", file.Path);
            writer.Text("sha256", file.Sha256);
        });
        if (workspace.OmittedChanges > 0) json.WriteNumber("omitted_changes", workspace.OmittedChanges);
        json.WriteEndObject();
    }
}
