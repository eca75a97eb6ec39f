using Baton.Memory.Callers;
using Baton.Memory.Ids;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Storage;

namespace Baton.Memory.Operations;

/// <summary>Finds the record that an id, a prefix or a key names, within the scope; says what to do when there is none.</summary>
internal static class RecordFinder
{
    private const int Candidates = 10;
    private const int ProjectsNamed = 5;
    private const int PageElsewhere = 100;
    private const int PagesElsewhere = 5;

    public static async ValueTask<Outcome<StoredVersion>> FindAsync(
        IMemoryReader reader, MemoryCaller caller, Scope scope, RecordKind kind, RecordRef named, string at = "")
    {
        if (named.OrKey is { } other)
        {
            var first = await FindAsync(reader, caller, scope, kind, named with { OrKey = null }, at);
            if (first.Failure?.Code is not (FailureCode.NotFound or FailureCode.Invalid)) return first;
            var second = await FindAsync(reader, caller, scope, kind, new RecordRef(null, other, named.Project), at);
            return second.Succeeded ? second : first;
        }
        if (named.Id is { } id)
        {
            if (!(await ResolveIdAsync(reader, scope, id, kind, at + "/id")).TryGet(out var whole, out var failure)) return failure;
            return await reader.GetAsync(scope, whole) is { } found ? found : NoSuchId(id, kind, at + "/id");
        }
        if (named.Key is not { } key) return Fail.Invalid($"Which {NameOf(kind)}? Give id, or key with project.", at + "/id");
        if (!(await ProjectResolver.ResolveAsync(reader, caller, named.Project, scope.Now)).TryGet(out var project, out var refused)) return refused;
        return await FindByKeyAsync(reader, scope, kind, project.Name, key.Trim(), at + "/key");
    }

    /// <summary>Finds what a text names that may be an id or a key: a key may look like an id, so it is tried where no record has that id.</summary>
    /// <param name="reader">Where.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="scope">What may be found.</param>
    /// <param name="kind">Of which kind.</param>
    /// <param name="text">An id, the beginning of one, or a key.</param>
    /// <param name="project">The key's; null for the caller's own.</param>
    /// <param name="anyKind">Whether an id may be one of another kind.</param>
    public static async ValueTask<Outcome<StoredVersion>> FindEitherAsync(
        IMemoryReader reader, MemoryCaller caller, Scope scope, RecordKind kind, string text, string? project, bool anyKind = false)
    {
        var byKey = new RecordRef(null, text, project);
        if (!RecordIds.TryNormalise(text, out _, out var ofId)) return await FindAsync(reader, caller, scope, kind, byKey);
        var found = await FindAsync(reader, caller, scope, anyKind ? ofId : kind, new RecordRef(text));
        if (found.Failure is not { Code: FailureCode.NotFound or FailureCode.Invalid }) return found;
        var keyed = await FindAsync(reader, caller, scope, kind, byKey);
        return keyed.Failure is null ? keyed : found;
    }

    /// <summary>The project, with its settings, of the record that is named.</summary>
    public static async ValueTask<Outcome<Project>> ProjectOfAsync(
        IMemoryReader reader, MemoryCaller caller, RecordKind kind, RecordRef named, DateTimeOffset now)
    {
        if (!(await FindAsync(reader, caller, MemoryContext.ScopeOf(caller, now), kind, named)).TryGet(out var stored, out var failure)) return failure;
        return await reader.FindProjectAsync(stored.Project) ?? new Project { Name = stored.Project, CreatedAt = now };
    }

    /// <summary>The whole id of a record the scope may see, from an id or a prefix; null kind allows every kind.</summary>
    public static async ValueTask<Outcome<string>> ResolveIdAsync(IMemoryReader reader, Scope scope, string text, RecordKind? kind, string path)
    {
        if (!RecordIds.TryNormalise(text, out var id, out var ofKind))
        {
            var hint = kind is { } wanted
                ? $"Ids look like {RecordIds.PrefixOf(wanted)}01J…; if this is a key, pass it as key."
                : "Ids look like h_01J… or m_01J…";
            return Fail.NotFound($"'{Shown(text)}' is no id.", path, hint);
        }
        if (kind is { } asked && asked != ofKind)
        {
            return Fail.NotFound($"'{Shown(text)}' names a {NameOf(ofKind)}, not a {NameOf(asked)}.", path, ofKind == RecordKind.Notice ? "Use the inbox_ tools for it." : $"Use the {NameOf(ofKind)}_ tools for it.");
        }
        if (id.Length == RecordIds.Length) return id;
        if (id.Length < RecordIds.ShortestPrefix)
        {
            return Fail.Invalid($"'{Shown(text)}' is too short for a prefix of an id.", path,
                $"Give at least {RecordIds.ShortestPrefix} characters.", RecordIds.ShortestPrefix);
        }
        var matches = await reader.FindByPrefixAsync(scope, ofKind, id, Candidates + 1);
        return matches.Count switch
        {
            0 => NoSuchId(text, ofKind, path),
            1 => matches[0],
            _ => Ambiguous(text, matches, path),
        };
    }

    public static string NameOf(RecordKind kind) => kind switch
    {
        RecordKind.Handoff => "handoff",
        RecordKind.Memory => "memory",
        RecordKind.Task => "task",
        RecordKind.Archive => "archive",
        _ => "notice",
    };

    /// <summary>The tool that finds records of a kind.</summary>
    private static string FinderOf(RecordKind kind) => kind switch
    {
        RecordKind.Handoff or RecordKind.Memory => $"{NameOf(kind)}_search",
        RecordKind.Notice => "inbox_list",
        _ => $"{NameOf(kind)}_list",
    };

    private static async ValueTask<Outcome<StoredVersion>> FindByKeyAsync(
        IMemoryReader reader, Scope scope, RecordKind kind, string project, string key, string path)
    {
        if (await reader.FindByKeyAsync(scope, kind, project, key) is { } found) return found;
        var projects = await ElsewhereAsync(reader, scope, kind, key);
        var hint = projects.Count > 0
            ? $"There is one in {string.Join(", ", projects.Select(name => $"'{name}'"))}: give project."
            : $"Find it with {FinderOf(kind)}.";
        return Fail.NotFound($"No {NameOf(kind)} has the key '{Shown(key)}' in project '{project}'.", path, hint);
    }

    /// <summary>Other projects that have the key. Longer keys that begin with it come in between, so a few pages of them are looked at.</summary>
    private static async ValueTask<List<string>> ElsewhereAsync(IMemoryReader reader, Scope scope, RecordKind kind, string key)
    {
        var projects = new List<string>();
        PagePosition? after = null;
        for (var pages = 0; pages < PagesElsewhere && projects.Count < ProjectsNamed; pages++)
        {
            var page = await reader.ListAsync(scope, new RecordFilter { Kind = kind, KeyPrefix = key }, new PageRequest(PageElsewhere, after));
            projects.AddRange(page.Rows.Where(row => row.Key == key).Select(row => row.Project).Except(projects));
            after = page.Next;
            if (after is null) break;
        }
        return [.. projects.Take(ProjectsNamed)];
    }

    public static Failure NoSuchId(string text, RecordKind kind, string path)
        => Fail.NotFound($"No {NameOf(kind)} '{Shown(text)}' that you may see.", path, $"It may have expired or been deleted; find others with {FinderOf(kind)}.");

    private static Failure Ambiguous(string text, IReadOnlyList<string> matches, string path)
    {
        var shown = matches.Take(Candidates).ToList();
        var more = matches.Count > Candidates ? " and more" : "";
        return new Failure(FailureCode.AmbiguousId, $"'{Shown(text)}' is the beginning of several ids: {string.Join(", ", shown)}{more}.")
        {
            Path = path,
            Hint = "Give more characters.",
            DetailsJson = System.Text.Encoding.UTF8.GetString(JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.AllTexts("candidates", [.. shown]);
                json.WriteBoolean("more", matches.Count > Candidates);
                json.WriteEndObject();
            }).Span),
        };
    }

    private static string Shown(string text) => Baton.Memory.Text.Excerpt.Line(text, 80);
}
