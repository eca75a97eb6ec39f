namespace Baton.Cli.Tests.Catalog;

/// <summary>MCP servers as shell scripts: small, real processes that answer what a test wants, honest or hostile.</summary>
internal static class ShellServer
{
    public const string Initialized = """{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{"tools":{}},"serverInfo":{"name":"shelly","version":"1.2"}}}""";

    /// <summary>A server that answers each tools/list with the next of the results.</summary>
    public static string Pages(params string[] results)
    {
        var cases = string.Concat(results.Select((result, at) => $"{at + 1}) printf '%s\\n' '{{\"jsonrpc\":\"2.0\",\"id\":'$id',\"result\":{result.Replace("'", "'\\''", StringComparison.Ordinal)}}}' ;;\n"));
        return Script($"n=$((n+1)); case $n in\n{cases}esac");
    }

    /// <summary>A server whose answer to tools/list is made by a shell command that knows <c>$id</c>.</summary>
    public static string Script(string onList) => $$"""
        n=0
        while IFS= read -r line; do
          id=$(printf '%s' "$line" | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
          case "$line" in
            *'"initialize"'*) printf '%s\n' '{{Initialized}}' ;;
            *'"tools/list"'*) {{onList}} ;;
          esac
        done
        """;
}
