using Baton.Catalog.Classification;
using Baton.Catalog.Schemas;
using Baton.Catalog.Signals;
using Baton.Policy.Documents;

namespace Baton.Cli.Catalog.Reports;

/// <summary>What verdicts mean, in words for a person who never saw the server.</summary>
internal static class Sentences
{
    public static string Can(ToolCategory category) => category switch
    {
        ToolCategory.Read => "It returns data and changes nothing.",
        ToolCategory.Write => "It adds or changes something, or says something to somebody.",
        ToolCategory.Destructive => "It can lose something that no ordinary call brings back.",
        ToolCategory.Execute => "It runs something whose effects its definition does not bound.",
        ToolCategory.Financial => "It moves or promises money.",
        _ => "Name, description and schema do not say what it does.",
    };

    public static string Wrong(ToolVerdict verdict) => verdict.Category switch
    {
        ToolCategory.Read => "What it returns may be private, or may carry instructions that an agent follows.",
        ToolCategory.Write => "A mistaken or steered agent fills the system with wrong entries, or tells the wrong people.",
        ToolCategory.Destructive => "A mistaken or steered agent destroys work, and there is no undo.",
        ToolCategory.Execute => "Whoever steers the agent steers this machine or service.",
        ToolCategory.Financial => "Whoever steers the agent spends money.",
        _ => "Nobody can say before it is tried.",
    };

    public static string Rule(ToolVerdict verdict) => verdict.Category switch
    {
        ToolCategory.Read => "Allowed; its parameters are held to what the rule names.",
        ToolCategory.Write => "Allowed thirty times a minute for each grant, and not five times with the same arguments.",
        ToolCategory.Destructive => "Each call waits for an operator; hidden in the strict profile.",
        ToolCategory.Execute => "Ten a minute for each grant, bound to what its parameters allow; an operator is asked where nothing can be bound.",
        ToolCategory.Financial => "Above zero an operator decides; the amount counts against a daily budget.",
        _ => "Ten a minute, and listed for review.",
    };

    public static string Reversible(Reversibility reversible) => reversible switch
    {
        Reversibility.Yes => "yes",
        Reversibility.No => "no",
        _ => "unknown",
    };

    /// <summary>The signals in one line, each once.</summary>
    public static string Signals(ToolVerdict verdict)
        => string.Join("; ", verdict.Signals.GroupBy(signal => signal.Id, StringComparer.Ordinal).Select(Group).Take(6));

    /// <summary>The type of a parameter as people say it.</summary>
    public static string Type(Parameter parameter)
    {
        var word = parameter.Type switch
        {
            ParameterType.WholeNumber => "whole number",
            ParameterType.Map => parameter.IsOpen ? "object of any shape" : "object",
            ParameterType.Any => "anything",
            _ => parameter.Type.ToString().ToLowerInvariant(),
        };
        return parameter.IsArray ? $"list: {word}" : word;
    }

    private static string Group(IGrouping<string, Signal> group)
    {
        var places = group.Where(signal => signal.Kind is not (SignalKind.Instruction or SignalKind.HiddenText)).Select(signal => signal.Parameter).OfType<string>().Distinct(StringComparer.Ordinal).Take(4).ToArray();
        return places.Length == 0 || places is [var only] && only == group.Key ? group.Key : $"{group.Key}: {string.Join(", ", places)}";
    }

    public static string Why(ToolVerdict verdict) => verdict.Evidence is [var first, ..] ? $"{first.Source}: “{first.Quote}”" : "nothing to go by";
}
