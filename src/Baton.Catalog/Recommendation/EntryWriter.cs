using System.Text.Json;
using Baton.Catalog.Classification;
using Baton.Policy.Documents;

namespace Baton.Catalog.Recommendation;

/// <summary>Writes the recommended entry of one tool, row by row of the table in the design: category first, then the tool's own parameters.</summary>
internal sealed class EntryWriter(Utf8JsonWriter json, RecommendationOptions options)
{
    private const int WritesPerMinute = 30;
    private const int RunsPerMinute = 10;
    private const int RepeatsPerMinute = 5;
    private const int LongestCounter = 110;

    public void Write(ToolVerdict verdict)
    {
        json.WriteStartObject();
        if (options.Profile == PolicyProfile.Open) WriteLimits(verdict);
        else WriteGoverned(verdict);
        json.WriteEndObject();
    }

    private void WriteGoverned(ToolVerdict verdict)
    {
        var money = MoneyRule.Of(verdict);
        var choice = verdict.Choice;
        if (choice is null && Asks(verdict, money))
        {
            json.WriteString("action", "require_approval");
            json.WriteString("reason", Reason(verdict.Category));
        }
        RuleWriter.Write(json, verdict, options, money);
        WriteLimits(verdict, money);
        if (choice is not null) WriteApproval(() => WriteWhen(choice));
        else if (Asks(verdict, money)) WriteApproval(null);
        else if (money is not null) WriteApproval(() => WriteWhen(money));
    }

    private static bool Asks(ToolVerdict verdict, MoneyRule? money) => verdict.Category switch
    {
        ToolCategory.Destructive => true,
        ToolCategory.Financial => money is null,
        ToolCategory.Execute => verdict.Severity == ToolSeverity.Critical && !RuleWriter.Bounds(verdict),
        _ => false,
    };

    private static string Reason(ToolCategory category) => category switch
    {
        ToolCategory.Destructive => "This deletes or replaces what is there, so an operator decides.",
        ToolCategory.Financial => "This moves or promises money, so an operator decides.",
        _ => "This runs what the caller writes, so an operator decides.",
    };

    private void WriteApproval(Action? when)
    {
        json.WriteStartObject("approval");
        if (when is not null)
        {
            json.WriteStartArray("when");
            json.WriteStartObject();
            when();
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteString("by", "operator");
        json.WriteEndObject();
    }

    private void WriteWhen(MoneyRule money)
    {
        // One amount over 0 is enough to ask: with [*] a harmless one beside it would keep anybody from being asked.
        json.WriteString("path", money.Path.Replace("[*]", "[any]", StringComparison.Ordinal));
        json.WriteString("op", "gt");
        json.WriteNumber("value", 0);
    }

    private void WriteWhen(ToolChoice choice)
    {
        // What is harmless is listed, not what destroys: a value that a later version of the tool adds is asked for.
        json.WriteString("path", RuleWriter.ArgumentPath(choice.Parameter));
        json.WriteString("op", "not_in");
        json.WriteStartArray("value");
        foreach (var value in choice.Harmless) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private void WriteLimits(ToolVerdict verdict, MoneyRule? money = null)
    {
        if (verdict.Category == ToolCategory.Read) return;
        json.WriteStartArray("limits");
        if (money is not null) WriteSpend(money);
        WriteRate(verdict);
        if (verdict.Category != ToolCategory.Other) WriteLoopBreaker();
        json.WriteEndArray();
    }

    private void WriteRate(ToolVerdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("counter", (verdict.Name.Length > LongestCounter ? verdict.DefinitionHash : verdict.Name) + "_rate");
        json.WriteString("window", "minute");
        json.WriteNumber("max", verdict.Category == ToolCategory.Write || verdict.Choice is not null ? WritesPerMinute : RunsPerMinute);
        json.WriteString("scope", "grant");
        json.WriteEndObject();
    }

    private void WriteLoopBreaker()
    {
        json.WriteStartObject();
        json.WriteString("counter", "repeat");
        json.WriteString("window", "minute");
        json.WriteNumber("max", RepeatsPerMinute);
        json.WriteString("same", "arguments");
        json.WriteEndObject();
    }

    private void WriteSpend(MoneyRule money)
    {
        json.WriteStartObject();
        json.WriteString("counter", "spend");
        json.WriteString("window", "day");
        json.WriteNumber("max", options.SpendPerDay);
        json.WriteString("scope", "grant");
        json.WriteStartObject("cost");
        json.WriteString("path", money.Path);
        json.WriteEndObject();
        json.WriteNumber("min_cost", 0.01m);
        json.WriteEndObject();
    }
}
