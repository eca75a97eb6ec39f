using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Protocol.Messages;

namespace Baton.Gateway.MetaTools;

/// <summary>
/// Reads the calls inside a call. Whatever two readers could understand differently is a problem: keys that differ only by how
/// they are spelt, a name beside a batch, a tool that would itself call others.
/// </summary>
public sealed class CarriedReader(MetaToolTable tools)
{
    private const int MostCalls = 100;

    private static readonly string[] NameKeys = ["name", "tool", "toolname", "toolid", "toolslug", "function", "functionname"];
    private static readonly string[] ArgumentsKeys =
        ["arguments", "args", "params", "parameters", "input", "payload", "toolarguments", "toolargs", "toolparams", "toolparameters", "toolinput", "argumentsjson", "argsjson"];
    private static readonly string[] BatchKeys = ["calls", "batch", "toolcalls", "operations", "requests"];

    /// <summary>What the call carries; null when its tool calls no others.</summary>
    public CarriedCalls? Read(string server, Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope is not { Method: MethodName.CallTool, Name: { } tool } || tools.Find(server, tool) is not { } carrier) return null;
        try
        {
            return ReadAll(server, carrier, envelope.Arguments);
        }
        catch (InvalidOperationException)
        {
            return Bad(carrier, "a text in it is no Unicode");
        }
    }

    private CarriedCalls ReadAll(string server, MetaTool carrier, ReadOnlyMemory<byte> arguments)
    {
        var members = JsonMembers.All(arguments);
        if (carrier.NameKey is null && Members(members, BatchKeys) is [var batch, .. var others])
        {
            if (others is [var other, ..]) return Bad(carrier, $"it has \"{batch.Key}\" and \"{other.Key}\"");
            if (Members(members, NameKeys).Count > 0) return Bad(carrier, $"it has \"{batch.Key}\" and the name of a single tool");
            return ReadBatch(server, carrier, batch);
        }
        var (call, problem) = ReadOne(server, carrier, arguments, members);
        return call is null ? Bad(carrier, problem!) : new CarriedCalls(carrier.Tool, [call], null);
    }

    private CarriedCalls ReadBatch(string server, MetaTool carrier, KeyValuePair<string, ReadOnlyMemory<byte>> batch)
    {
        if (batch.Value.Span[0] != (byte)'[') return Bad(carrier, $"\"{batch.Key}\" is not a list");
        var elements = JsonMembers.Elements(batch.Value);
        if (elements.Count is 0 or > MostCalls) return Bad(carrier, $"\"{batch.Key}\" has {elements.Count} calls; 1 to {MostCalls} are judged");
        var calls = ImmutableArray.CreateBuilder<CarriedCall>(elements.Count);
        foreach (var element in elements)
        {
            var (call, problem) = ReadOne(server, carrier, element, JsonMembers.All(element));
            if (call is null) return Bad(carrier, $"call {calls.Count + 1} of \"{batch.Key}\": {problem}");
            calls.Add(call);
        }
        return new CarriedCalls(carrier.Tool, calls.MoveToImmutable(), null);
    }

    private (CarriedCall? Call, string? Problem) ReadOne(
        string server, MetaTool carrier, ReadOnlyMemory<byte> whole, IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> members)
    {
        var names = Members(members, carrier.NameKey is { } key ? [Plain(key)] : NameKeys);
        if (names.Count == 0) return (null, $"it names no tool in \"{carrier.NameKey ?? "name"}\"");
        if (names.Count > 1) return (null, $"it names a tool twice, in \"{names[0].Key}\" and \"{names[1].Key}\"");
        if (TextOf(names[0].Value) is not { } tool) return (null, $"\"{names[0].Key}\" is not a string");
        if (NameRule.Fault(tool) is { } fault) return (null, $"the name of the tool {fault}");
        if (tools.Find(server, tool) is not null) return (null, $"\"{tool}\" calls other tools itself; name the tool that is meant");

        var found = Members(members, carrier.ArgumentsKey is { } own ? [Plain(own)] : ArgumentsKeys);
        if (found.Count > 1) return (null, $"it has arguments twice, in \"{found[0].Key}\" and \"{found[1].Key}\"");
        // Where the tool's arguments stand beside its name, they are all that a rule could look at.
        if (found.Count == 0) return (new CarriedCall(tool, members.Count == 1 ? default : whole), null);
        return TryArguments(found[0].Value, out var arguments) ? (new CarriedCall(tool, arguments), null) : (null, $"\"{found[0].Key}\" is not an object");
    }

    /// <summary>An object, or a text that should hold one: whether it does is found where it is judged.</summary>
    private static bool TryArguments(ReadOnlyMemory<byte> value, out ReadOnlyMemory<byte> arguments)
    {
        var first = value.Span[0];
        arguments = first == (byte)'{' ? value : first == (byte)'"' ? Encoding.UTF8.GetBytes(TextOf(value)!) : default;
        return first == (byte)'n' || !arguments.IsEmpty;
    }

    private static string? TextOf(ReadOnlyMemory<byte> value)
    {
        if (value.Span[0] != (byte)'"') return null;
        var reader = new Utf8JsonReader(value.Span);
        reader.Read();
        return reader.GetString();
    }

    private static List<KeyValuePair<string, ReadOnlyMemory<byte>>> Members(IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>>> members, string[] keys)
        => [.. members.Where(member => keys.Contains(Plain(member.Key), StringComparer.Ordinal))];

    /// <summary><c>tool_name</c>, <c>toolName</c> and <c>Tool-Name</c> are one key to some server.</summary>
    private static string Plain(string key) => key.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static CarriedCalls Bad(MetaTool carrier, string problem) => new(carrier.Tool, [], problem);
}
