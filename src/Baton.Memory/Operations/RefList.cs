using System.Collections.Immutable;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.Memory.Operations;

/// <summary>Makes whole ids of the records that another one refers to.</summary>
internal static class RefList
{
    /// <summary>Each once, in the order given; a failure for the first that the scope does not see.</summary>
    public static async ValueTask<Outcome<ImmutableArray<string>>> ResolveAsync(IMemoryReader reader, Scope scope, ImmutableArray<string> given)
    {
        var whole = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < given.Length; i++)
        {
            if (!(await RecordFinder.ResolveIdAsync(reader, scope, given[i], null, $"/refs/{i}")).TryGet(out var id, out var failure)) return failure;
            if (await reader.GetAsync(scope, id) is null) return Fail.NotFound($"No record '{id}' that you may see.", $"/refs/{i}");
            if (!whole.Contains(id)) whole.Add(id);
        }
        return whole.DrainToImmutable();
    }
}
