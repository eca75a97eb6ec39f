using System.Text.Json;
using Baton.Catalog.Definitions;

namespace Baton.Catalog.Pins;

/// <summary>
/// Whether two definitions differ in nothing but the wording of descriptions that were compared already. A small change of words must
/// not carry another one through that no comparison looks at: a default, an example, a title of an annotation.
/// </summary>
internal static class Wording
{
    private static readonly string[] Values = ["default", "examples", "enum", "const"];

    public static bool IsAllThatDiffers(DeclaredTool was, DeclaredTool now)
        => IsSame(was.AnnotationsJson, now.AnnotationsJson) && IsSame(was.OutputSchema, now.OutputSchema) && SameButForDescriptions(was.InputSchema, now.InputSchema);

    private static bool SameButForDescriptions(JsonElement was, JsonElement now)
    {
        if (was.ValueKind != now.ValueKind) return false;
        if (was.ValueKind == JsonValueKind.Array)
        {
            return was.GetArrayLength() == now.GetArrayLength() && was.EnumerateArray().Zip(now.EnumerateArray()).All(pair => SameButForDescriptions(pair.First, pair.Second));
        }
        return was.ValueKind == JsonValueKind.Object
            ? was.GetPropertyCount() == now.GetPropertyCount() && was.EnumerateObject().All(member => now.TryGetProperty(member.Name, out var other) && SameMember(member, other))
            : IsSame(was, now);
    }

    private static bool SameMember(JsonProperty was, JsonElement now)
    {
        if (Values.Contains(was.Name)) return IsSame(was.Value, now);
        return was.Name == "description" && was.Value.ValueKind == JsonValueKind.String && now.ValueKind == JsonValueKind.String
            ? TextDiff.Compare("description", was.Value.GetString(), now.GetString()) is null or { Grade: DriftGrade.Cosmetic }
            : SameButForDescriptions(was.Value, now);
    }

    private static bool IsSame(JsonElement was, JsonElement now) => was.ValueKind == now.ValueKind && (was.ValueKind == JsonValueKind.Undefined || DefinitionText.Same(was, now));
}
