using System.Globalization;
using System.Text;
using Baton.Policy.Canonical;
using Baton.Policy.Json;

namespace Baton.Policy.Schemas.Keywords;

/// <summary><c>prefixItems</c> and <c>items</c>; in draft-07 the list form of <c>items</c> and <c>additionalItems</c>.</summary>
internal sealed class ItemsKeyword(SchemaNode[] first, SchemaNode? others) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.Array) return true;
        var index = 0;
        foreach (var element in instance.Elements())
        {
            var schema = index < first.Length ? first[index] : others;
            if (schema is null) break;
            if (!run.Spend() || !schema.Holds(element, ref run)) return run.FailInside(index.ToString(CultureInfo.InvariantCulture));
            index++;
        }
        evaluated?.MarkFirst(index);
        return true;
    }
}

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsKeyword(SchemaNode schema, long least, long? most) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.Array) return true;
        var (index, found) = (0, 0L);
        foreach (var element in instance.Elements())
        {
            if (!run.Spend()) return false;
            if (schema.HoldsQuietly(element, ref run))
            {
                found++;
                evaluated?.Mark(index);
            }
            if (run.IsExhausted) return false;
            index++;
        }
        return (found >= least && (most is null || found <= most)) || run.Fail("the elements it must contain are not there in the right number");
    }
}

/// <summary><c>uniqueItems</c>.</summary>
internal sealed class UniqueItemsKeyword : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.Array || instance.Count < 2) return true;
        if (!run.Spend(instance.Count)) return false;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in instance.Elements())
        {
            if (!seen.Add(Encoding.UTF8.GetString(CanonicalJson.Write(element)))) return run.Fail("the elements are not all different");
        }
        return true;
    }
}

/// <summary><c>unevaluatedItems</c>: for the elements that no other keyword judged.</summary>
internal sealed class UnevaluatedItemsKeyword(SchemaNode schema) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.Array) return true;
        var index = 0;
        foreach (var element in instance.Elements())
        {
            if (!evaluated!.IsMarked(index) && !schema.Holds(element, ref run)) return run.FailInside(index.ToString(CultureInfo.InvariantCulture));
            index++;
        }
        evaluated!.MarkAll();
        return true;
    }
}
