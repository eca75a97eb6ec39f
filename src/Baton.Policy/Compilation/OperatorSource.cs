using Baton.Policy.Conditions;
using Baton.Policy.Documents;
using Baton.Policy.Json;

namespace Baton.Policy.Compilation;

/// <summary>What an operator is made from.</summary>
internal sealed record OperatorSource(string Name, JsonLiteral? Literal, string Pointer, TextOptions Text, bool Full, CompileOptions Options, ProblemList Problems)
{
    public JsonView Value => Literal?.View ?? default;

    public IOperator? Refuse(string message)
    {
        Problems.Error("operand", Literal is null ? Pointer : Documents.Pointer.Of(Pointer, "value"), $"`{Name}` {message}");
        return null;
    }

    /// <summary>The strings of a list, or of one string; null after a problem.</summary>
    public string[]? Strings(string what)
    {
        var found = new List<string>();
        if (Value.Kind == JsonKind.String) found.Add(Value.GetString());
        foreach (var item in Value.Elements())
        {
            if (item.Kind == JsonKind.String) found.Add(item.GetString());
        }
        if (found.Count > 0 && (Value.Kind == JsonKind.String || found.Count == Value.Count)) return [.. found];
        Refuse($"needs {what}: a string or a list of strings.");
        return null;
    }
}
