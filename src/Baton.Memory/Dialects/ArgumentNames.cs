using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Dialects;

/// <summary>
/// What a tool calls the arguments of the native operations it maps to, so that a refusal names what the caller gave. A place
/// within a native argument stays a place only where the tool's own argument is a list too: its name then ends with a slash.
/// </summary>
internal sealed class ArgumentNames(ImmutableArray<(string Native, string Own)> names)
{
    public static ArgumentNames AsNative { get; } = new([]);

    /// <param name="says">Members from the native place to the tool's own argument.</param>
    public static ArgumentNames Read(JsonElement says) => new([.. says.EnumerateObject().Select(one => (one.Name, one.Value.GetString()!))]);

    /// <summary>The failure as the tool's caller can understand it; the same object where nothing is called otherwise.</summary>
    public Failure Said(Failure failure)
    {
        if (failure.Path is not { } path || Named(path) is not { Native: { } native } named) return failure;
        var message = failure.Message.StartsWith(path + " ", StringComparison.Ordinal) ? named.Path + failure.Message[path.Length..]
            : failure.Message.StartsWith(native + " ", StringComparison.Ordinal) ? named.Name + failure.Message[native.Length..]
            : failure.Message;
        return failure with { Path = named.Path, Message = message };
    }

    /// <summary>A place as the tool's caller knows it; the same where it is called so.</summary>
    public string Said(string path) => Named(path).Path;

    private (string? Native, string Name, string Path) Named(string path)
    {
        foreach (var (native, own) in names)
        {
            if (path != "/" + native && !path.StartsWith($"/{native}/", StringComparison.Ordinal)) continue;
            var name = own.TrimEnd('/');
            return (native, name, own == name ? "/" + name : $"/{name}{path[(native.Length + 1)..]}");
        }
        return (null, "", path);
    }
}
