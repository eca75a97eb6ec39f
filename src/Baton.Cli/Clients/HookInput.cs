using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Clients;

/// <summary>What a client tells a hook on standard input.</summary>
internal static class HookInput
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The folder of the session: <c>cwd</c>, else the first of <c>workspace_roots</c>. Null when the client says neither
    /// within a second; then the hook's own working folder counts.
    /// </summary>
    public static async Task<string?> FolderAsync(CommandRun run)
    {
        try
        {
            await using var input = run.Context.OpenInput();
            using var buffer = new MemoryStream();
            // A read of a terminal or an inherited pipe cannot be cancelled, so it is left behind instead.
            await input.CopyToAsync(buffer, run.Cancellation).WaitAsync(Patience, run.Context.Time, run.Cancellation);
            using var document = JsonDocument.Parse(buffer.ToArray());
            return Folder(document.RootElement);
        }
        catch (Exception silent) when (silent is JsonException or TimeoutException or IOException)
        {
            return null;
        }
    }

    private static string? Folder(JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Object) return null;
        if (input.TryGetProperty("cwd", out var cwd) && Existing(cwd) is { } folder) return folder;
        return input.TryGetProperty("workspace_roots", out var roots) && roots.ValueKind == JsonValueKind.Array && roots.GetArrayLength() > 0
            ? Existing(roots[0])
            : null;
    }

    private static string? Existing(JsonElement path)
        => path.ValueKind == JsonValueKind.String && path.GetString() is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;
}
