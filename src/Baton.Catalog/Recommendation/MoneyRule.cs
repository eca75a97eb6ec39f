using Baton.Catalog.Classification;
using Baton.Catalog.Schemas;
using Baton.Catalog.Signals;
using Baton.Policy.Documents;

namespace Baton.Catalog.Recommendation;

/// <summary>The parameter whose value is what a call of a financial tool costs.</summary>
/// <param name="Path">Below <c>args</c>, as a policy writes it; a list is summed.</param>
internal sealed record MoneyRule(string Path)
{
    private static readonly string[] Preferred = ["amount", "total", "price", "notional", "cost"];

    /// <summary>Null when the tool is not financial or has no numeric amount: then nothing but a person can bound it.</summary>
    public static MoneyRule? Of(ToolVerdict verdict)
    {
        if (verdict.Category != ToolCategory.Financial) return null;
        var amounts = verdict.Signals.Where(signal => signal.Kind == SignalKind.Amount)
            .Select(signal => verdict.Parameters.First(parameter => parameter.Path == signal.Parameter))
            .Where(parameter => parameter is { Type: ParameterType.Number or ParameterType.WholeNumber, IsArray: false })
            .OrderBy(Rank).ToArray();
        return amounts.Length == 0 || Rank(amounts[0]) == Preferred.Length ? null : new MoneyRule(RuleWriter.ArgumentPath(amounts[0]));
    }

    private static int Rank(Parameter parameter)
    {
        var at = Array.FindIndex(Preferred, word => parameter.Name.Contains(word, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? Preferred.Length : at;
    }
}
