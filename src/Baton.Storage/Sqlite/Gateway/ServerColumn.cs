using System.Collections.Immutable;
using System.Text.Json;
using Baton.Gateway.Governance;
using Baton.Gateway.MetaTools;
using Baton.Gateway.Servers;
using Baton.Policy.Documents;

namespace Baton.Storage.Sqlite.Gateway;

/// <summary>A server's configuration in one column, in the clear: everything but header and environment values.</summary>
internal static class ServerColumn
{
    public static string Write(ServerConfig config) => JsonColumn.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("review"u8, config.Review == ServerReview.First ? "first"u8 : "use"u8);
        if (config.Timeout is { } timeout) json.WriteNumber("timeout_seconds"u8, (long)timeout.TotalSeconds);
        if (config.SkipsDialects) json.WriteBoolean("skip_dialects"u8, true);
        if (config.MetaTools.Length > 0)
        {
            json.WriteStartArray("meta_tools"u8);
            foreach (var tool in config.MetaTools) json.WriteStringValue(tool.ToString());
            json.WriteEndArray();
        }
        if (config.Categories.Count > 0)
        {
            json.WriteStartObject("categories"u8);
            foreach (var (tool, category) in config.Categories.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(tool, CategoryWord.Of(category));
            json.WriteEndObject();
        }
        if (config is ServerConfig.Http http) json.WriteString("url"u8, http.Url.OriginalString);
        if (config is ServerConfig.Stdio stdio)
        {
            json.WriteString("command"u8, stdio.Command);
            json.WriteStartArray("arguments"u8);
            foreach (var argument in stdio.Arguments) json.WriteStringValue(argument);
            json.WriteEndArray();
            if (stdio.WorkingFolder is { } folder) json.WriteString("working_folder"u8, folder);
        }
        json.WriteEndObject();
    });

    /// <summary>The values that are kept encrypted beside it.</summary>
    public static ImmutableDictionary<string, string> SecretsOf(ServerConfig config) => config switch
    {
        ServerConfig.Http http => http.Headers,
        ServerConfig.Stdio stdio => stdio.Variables,
        _ => throw new ArgumentOutOfRangeException(nameof(config)),
    };

    public static ServerConfig Read(string name, ReadOnlyMemory<byte> column, ImmutableDictionary<string, string> secrets)
    {
        using var document = JsonDocument.Parse(column);
        var config = document.RootElement;
        var review = config.GetProperty("review"u8).ValueEquals("first"u8) ? ServerReview.First : ServerReview.OnUse;
        var metaTools = config.TryGetProperty("meta_tools"u8, out var tools)
            ? tools.EnumerateArray().Select(tool => MetaTool.Parse(tool.GetString()!)!).ToImmutableArray()
            : [];
        var categories = config.TryGetProperty("categories"u8, out var words)
            ? words.EnumerateObject().ToImmutableDictionary(word => word.Name, word => CategoryWord.Read(word.Value.GetString()!) ?? ToolCategory.Other, StringComparer.Ordinal)
            : ImmutableDictionary<string, ToolCategory>.Empty;
        var skips = config.TryGetProperty("skip_dialects"u8, out var skipped) && skipped.GetBoolean();
        TimeSpan? timeout = config.TryGetProperty("timeout_seconds"u8, out var seconds) ? TimeSpan.FromSeconds(seconds.GetInt64()) : null;
        if (config.TryGetProperty("url"u8, out var url))
        {
            return new ServerConfig.Http { Name = name, Review = review, Timeout = timeout, SkipsDialects = skips, MetaTools = metaTools, Categories = categories, Url = new Uri(url.GetString()!), Headers = secrets };
        }
        return new ServerConfig.Stdio
        {
            Name = name,
            Review = review,
            Timeout = timeout,
            SkipsDialects = skips,
            MetaTools = metaTools,
            Categories = categories,
            Command = config.GetProperty("command"u8).GetString()!,
            Arguments = [.. config.GetProperty("arguments"u8).EnumerateArray().Select(argument => argument.GetString()!)],
            Variables = secrets,
            WorkingFolder = config.TryGetProperty("working_folder"u8, out var folder) ? folder.GetString() : null,
        };
    }
}
