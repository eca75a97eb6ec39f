using Baton.Policy.Conditions;
using Baton.Policy.Conditions.Operators;
using Baton.Policy.Conditions.Values;
using Baton.Policy.Documents;
using Baton.Policy.Globs;
using Baton.Policy.Json;

namespace Baton.Policy.Compilation;

/// <summary>Makes the <c>url</c> operator.</summary>
internal static class UrlCompiler
{
    private static readonly string[] Keys = ["scheme", "host", "port", "path"];

    public static IOperator? Compile(OperatorSource source)
    {
        if (source.Value.Kind != JsonKind.Object || source.Value.Count == 0) return source.Refuse("needs an object such as {\"scheme\": [\"https\"], \"host\": [\"*.example.com\"]}.");
        foreach (var member in source.Value.Members())
        {
            if (Array.IndexOf(Keys, member.Name) < 0) return source.Refuse($"does not know `{member.Name}`{Nearest.Hint(member.Name, Keys)}; it may have {string.Join(", ", Keys)}.");
        }
        var schemes = Texts(source.Value.Property("scheme"u8));
        var hosts = Texts(source.Value.Property("host"u8));
        var paths = Texts(source.Value.Property("path"u8));
        if (schemes is null || hosts is null || paths is null) return source.Refuse("needs strings, or lists of strings, for scheme, host and path.");
        if (paths.Length > 1) return source.Refuse("takes one glob as path.");
        if (Ports(source.Value.Property("port"u8)) is not { } ports) return source.Refuse("needs port numbers from 1 to 65535.");
        foreach (var host in hosts)
        {
            if (host.Contains('/', StringComparison.Ordinal) || host.Contains('@', StringComparison.Ordinal)) return source.Refuse($"takes hosts such as *.example.com, not \"{host}\".");
        }
        return new UrlOperator([.. schemes.Select(Lower)], [.. hosts.Select(Host)], ports, paths.Length == 0 ? null : Glob.Uri(paths[0]));
    }

    private static string Lower(string text) => text.ToLowerInvariant();

    private static Glob Host(string text) => Glob.Name(Glob.HasWildcard(text) ? Lower(text) : HostName.Normalize(text) ?? Lower(text));

    private static string[]? Texts(JsonView view)
    {
        if (view.Kind == JsonKind.Missing) return [];
        if (view.Kind == JsonKind.String) return [view.GetString()];
        var texts = new List<string>();
        foreach (var item in view.Elements())
        {
            if (item.Kind != JsonKind.String) return null;
            texts.Add(item.GetString());
        }
        return texts.Count > 0 ? [.. texts] : null;
    }

    private static int[]? Ports(JsonView view)
    {
        if (view.Kind == JsonKind.Missing) return [];
        var ports = new List<int>();
        if (view.Kind == JsonKind.Number && !Add(view)) return null;
        foreach (var item in view.Elements())
        {
            if (!Add(item)) return null;
        }
        return ports.Count > 0 ? [.. ports] : null;

        bool Add(JsonView item)
        {
            if (item.Kind != JsonKind.Number || item.GetNumber() is not { IsInteger: true, IsOrdered: true } number) return false;
            var port = number.ToDecimal();
            if (port is < 1 or > 65535) return false;
            ports.Add((int)port);
            return true;
        }
    }
}
