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
        foreach (var (native, own) in names)
        {
            if (failure.Path is not { } path || (path != "/" + native && !path.StartsWith($"/{native}/", StringComparison.Ordinal))) continue;
            var name = own.TrimEnd('/');
            return failure with
            {
                Path = own == name ? "/" + name : $"/{name}{path[(native.Length + 1)..]}",
                Message = failure.Message.StartsWith(native + " ", StringComparison.Ordinal) ? name + failure.Message[native.Length..] : failure.Message,
            };
        }
        return failure;
    }
}
