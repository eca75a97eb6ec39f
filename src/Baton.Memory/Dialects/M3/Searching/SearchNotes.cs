using System.Collections.Immutable;
using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Searching;

/// <summary>What a search's results do not show by themselves.</summary>
internal static class SearchNotes
{
    /// <param name="caller">Who asks.</param>
    /// <param name="arguments">The search's.</param>
    /// <param name="cutOff">How many results were left out for their scores.</param>
    public static ImmutableArray<string> On(MemoryCaller caller, Arguments arguments, int cutOff)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (cutOff > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"adaptive_k left out {cutOff} more whose scores fall off; search without it to see them."));
        if (arguments.Filled("requesting_agent") is { } asking && asking != caller.Principal)
        {
            notes.Add($"requesting_agent '{Excerpt.Line(asking, 60)}' changes nothing: who asks is known from the connection. agent_filter finds what one agent wrote.");
        }
        return notes.DrainToImmutable();
    }
}
