using Baton.Policy.Documents;

namespace Baton.Policy.Conditions;

/// <summary>How the string operators compare.</summary>
internal readonly record struct TextOptions(TextForm Form, bool IgnoreCase)
{
    public StringComparison Comparison => IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public bool IsPlain => Form == TextForm.None && !IgnoreCase;
}
