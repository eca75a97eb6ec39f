using System.Text;
using Baton.Catalog.Attacks;
using Baton.Catalog.Classification;
using Baton.Catalog.Recommendation;
using Baton.Catalog.Signals;
using Baton.Catalog.Text;
using Baton.Memory.Text;

namespace Baton.Cli.Catalog.Reports;

/// <summary>The scan for a pull request or a wiki. Everything that came from the server is escaped: it must not become markup.</summary>
internal static class MarkdownReport
{
    public static string Write(ScanReport report)
    {
        var text = new StringBuilder();
        text.Append("# ").AppendLine(Plain(report.Listing.Name)).AppendLine();
        text.AppendLine($"{Counted.Of(report.Verdicts.Length, "tool")} from `{Code(report.Listing.Source)}`, scanned {report.At:yyyy-MM-dd HH:mm} UTC.").AppendLine();
        foreach (var problem in report.Listing.List.Problems) text.AppendLine($"> {Plain(problem.Tool is { } tool ? tool + ": " + problem.Message : problem.Message)}").AppendLine(">");
        foreach (var finding in ServerFindings.Of(report))
        {
            text.AppendLine($"- **{finding.Title}:** {string.Join(", ", finding.Tools.Take(12).Select(verdict => Plain(verdict.Name)))}{(finding.Tools.Count > 12 ? ", …" : "")}. {finding.Danger}");
        }
        text.AppendLine().AppendLine("| tool | category | severity | reversible | signals | why |").AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var verdict in report.WorstFirst)
        {
            text.AppendLine($"| {Plain(verdict.Name)} | {Words.Of(verdict.Category)} | {Words.Of(verdict.Severity)} | {Sentences.Reversible(verdict.Reversible)} | {Plain(Sentences.Signals(verdict))} | {Plain(Sentences.Why(verdict))} |");
        }
        foreach (var verdict in report.WorstFirst) WriteTool(text, verdict, report);
        text.AppendLine($"## Policy for the server: {PolicyProfiles.Word(report.Options.Profile)}").AppendLine();
        Fence(text, report.Policy());
        return text.ToString();
    }

    private static void WriteTool(StringBuilder text, ToolVerdict verdict, ScanReport report)
    {
        text.AppendLine().Append("## ").AppendLine(Plain(verdict.Name)).AppendLine();
        text.AppendLine($"**{Words.Of(verdict.Category)}, {Words.Of(verdict.Severity)}** (confidence {verdict.Confidence:0.00}). {Sentences.Can(verdict.Category)} {Sentences.Wrong(verdict)}").AppendLine();
        foreach (var evidence in verdict.Evidence) text.AppendLine($"- {evidence.Source}: “{Plain(evidence.Quote)}”: {Plain(evidence.Meaning)}");
        foreach (var signal in verdict.Signals) text.AppendLine($"- signal `{signal.Id}`{(signal.Parameter is { } parameter ? $" on `{Code(parameter)}`" : "")}: {SignalNames.Meaning(signal.Kind)}");
        if (verdict.Annotations.Explanation is { } claim) text.AppendLine($"- {claim}");
        if (AttackDatabase.For(verdict) is { IsEmpty: false } attacks) text.AppendLine().AppendLine($"Attacks: {string.Join(", ", attacks.Select(attack => attack.Name))}.");
        text.AppendLine();
        Fence(text, report.PolicyOf(verdict));
    }

    private static void Fence(StringBuilder text, string json) => text.AppendLine("```json").AppendLine(json).AppendLine("```").AppendLine();

    private static string Code(string text) => Printable.Of(text).Replace("`", "'", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static string Plain(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in Printable.Of(text).ReplaceLineEndings(" "))
        {
            if (character is '<' or '>')
            {
                escaped.Append(character == '<' ? "&lt;" : "&gt;");
                continue;
            }
            if (character is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '!' or '&' or '~') escaped.Append('\\');
            escaped.Append(character);
        }
        return escaped.ToString();
    }
}
