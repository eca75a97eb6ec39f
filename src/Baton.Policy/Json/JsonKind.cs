namespace Baton.Policy.Json;

/// <summary>The kinds of a JSON value, and <see cref="Missing"/> for a place that holds none.</summary>
internal enum JsonKind : byte
{
    Missing,
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}
