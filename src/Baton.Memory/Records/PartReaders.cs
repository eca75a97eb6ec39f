using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Safety;
using Baton.Memory.Storage;

namespace Baton.Memory.Records;

/// <summary>Reads the parts of records back. Members of a newer version are passed over.</summary>
internal static class PartReaders
{
    public static Provenance Provenance(ref Utf8JsonReader reader)
    {
        string grant = "", principal = "", request = "", operation = "";
        string? client = null, clientVersion = null, session = null;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "grant": grant = reader.Required(); break;
                case "principal": principal = reader.Required(); break;
                case "client": client = reader.GetString(); break;
                case "client_version": clientVersion = reader.GetString(); break;
                case "session": session = reader.GetString(); break;
                case "request_id": request = reader.Required(); break;
                case "operation": operation = reader.Required(); break;
                default: reader.Skip(); break;
            }
        }
        return new Provenance(grant, principal, client, clientVersion, session, request, operation);
    }

    public static ImmutableSortedDictionary<string, string> Labels(ref Utf8JsonReader reader)
    {
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        while (reader.NextMember(out var name)) labels[name] = reader.Required();
        return labels.ToImmutable();
    }

    public static SuspiciousMark Suspicious(ref Utf8JsonReader reader)
    {
        string path = "", reason = "", text = "";
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "path": path = reader.Required(); break;
                case "reason": reason = reader.Required(); break;
                case "text": text = reader.Required(); break;
                default: reader.Skip(); break;
            }
        }
        return new SuspiciousMark(path, reason, text);
    }

    public static Redaction Redaction(ref Utf8JsonReader reader)
    {
        string path = "", kind = "";
        var count = 0;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "path": path = reader.Required(); break;
                case "kind": kind = reader.Required(); break;
                case "count": count = reader.GetInt32(); break;
                default: reader.Skip(); break;
            }
        }
        return new Redaction(path, kind, count);
    }

    public static FileNote File(ref Utf8JsonReader reader)
    {
        var path = "";
        string? commit = null, note = null;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "path": path = reader.Required(); break;
                case "commit": commit = reader.GetString(); break;
                case "note": note = reader.GetString(); break;
                default: reader.Skip(); break;
            }
        }
        return new FileNote(path, commit, note);
    }

    public static Comment Comment(ref Utf8JsonReader reader)
    {
        string id = "", author = "", text = "";
        string? client = null;
        DateTimeOffset at = default;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "id": id = reader.Required(); break;
                case "author": author = reader.Required(); break;
                case "client": client = reader.GetString(); break;
                case "text": text = reader.Required(); break;
                case "at": at = reader.Instant(); break;
                default: reader.Skip(); break;
            }
        }
        return new Comment(id, author, client, text, at);
    }

    public static WorkOutcome Outcome(ref Utf8JsonReader reader)
    {
        string text = "", author = "";
        DateTimeOffset at = default;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "text": text = reader.Required(); break;
                case "author": author = reader.Required(); break;
                case "at": at = reader.Instant(); break;
                default: reader.Skip(); break;
            }
        }
        return new WorkOutcome(text, author, at);
    }

    public static WorkClaim Claim(ref Utf8JsonReader reader)
    {
        string token = "", holder = "", grant = "";
        string? client = null;
        DateTimeOffset at = default, until = default;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "token_sha256": token = reader.Required(); break;
                case "holder": holder = reader.Required(); break;
                case "client": client = reader.GetString(); break;
                case "grant": grant = reader.Required(); break;
                case "at": at = reader.Instant(); break;
                case "until": until = reader.Instant(); break;
                default: reader.Skip(); break;
            }
        }
        return new WorkClaim(token, holder, client, grant, at, until);
    }

    public static Workspace Workspace(ref Utf8JsonReader reader)
    {
        var repository = "";
        string? remote = null, branch = null, commit = null;
        ImmutableArray<WorkspaceFile> changed = [];
        var omitted = 0;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "repository": repository = reader.Required(); break;
                case "remote": remote = reader.GetString(); break;
                case "branch": branch = reader.GetString(); break;
                case "commit": commit = reader.GetString(); break;
                case "changed": changed = reader.Elements(ChangedFile); break;
                case "omitted_changes": omitted = reader.GetInt32(); break;
                default: reader.Skip(); break;
            }
        }
        return new Workspace(repository, remote, branch, commit, changed, omitted);
    }

    private static WorkspaceFile ChangedFile(ref Utf8JsonReader reader)
    {
        var path = "";
        string? sha256 = null;
        while (reader.NextMember(out var name))
        {
            switch (name)
            {
                case "path": path = reader.Required(); break;
                case "sha256": sha256 = reader.GetString(); break;
                default: reader.Skip(); break;
            }
        }
        return new WorkspaceFile(path, sha256);
    }
}
