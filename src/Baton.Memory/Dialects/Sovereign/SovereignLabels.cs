using System.Collections.Immutable;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>The dialect's own words, kept as labels: they decide nothing, and name nobody.</summary>
internal static class SovereignLabels
{
    public const string Domain = "domain";
    public const string Layer = "layer";
    public const string SourceInstance = "source_instance";
    public const string InstanceId = "instance_id";
    public const string Channel = "channel";
    public const string ResolvedAt = "resolved_at";
    public const string ConsumedBy = "consumed_by";

    /// <summary>The named arguments that were given; one that holds a secret is refused, since labels are shown everywhere and stay as they are.</summary>
    public static Outcome<ImmutableSortedDictionary<string, string>> Read(Arguments arguments, MemoryLimits limits, params ReadOnlySpan<string> names)
    {
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var value = arguments.Texts(name) is { IsEmpty: false } list ? string.Join(", ", list) : arguments.Text(name);
            if (string.IsNullOrEmpty(value)) continue;
            if (OriginalArguments.RefuseLabel(name, value, limits.ItemBytes) is { } refused) return refused;
            labels[name] = value;
        }
        return labels.ToImmutable();
    }

    /// <summary>A domain as tags: it may name several, with commas.</summary>
    public static ImmutableArray<string> Tags(string? domain)
        => domain is null ? [] : [.. domain.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>The domain that a memory was given, unless another tool has taken its tags away since; else the tags it has.</summary>
    public static string DomainOf(MemoryRecord memory)
        => memory.Labels.GetValueOrDefault(Domain) is { } domain && Tags(domain).All(memory.Tags.Contains) ? domain : string.Join(',', memory.Tags);

    /// <summary>Whether a memory is of the domain that the arguments name, or of one that contains <c>domain_contains</c>.</summary>
    public static Func<MemoryRecord, bool> Within(Arguments arguments)
    {
        var (tags, contains) = (Tags(arguments.Filled("domain")), Containing(arguments));
        return memory => tags.All(memory.Tags.Contains) && contains?.Invoke(memory) != false;
    }

    /// <summary>Whether a memory's domain contains <c>domain_contains</c>; null where nothing is asked.</summary>
    public static Func<MemoryRecord, bool>? Containing(Arguments arguments)
        => arguments.Filled("domain_contains") is not { } part ? null : memory => DomainOf(memory).Contains(part, StringComparison.OrdinalIgnoreCase);
}
