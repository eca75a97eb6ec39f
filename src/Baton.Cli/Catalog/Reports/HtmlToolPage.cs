using System.Globalization;
using System.Text;
using Baton.Catalog.Attacks;
using Baton.Catalog.Classification;
using Baton.Catalog.Signals;

namespace Baton.Cli.Catalog.Reports;

/// <summary>The page of one tool: what it does, why we say so, what can go wrong, who abuses it, and the rule to paste.</summary>
internal static class HtmlToolPage
{
    /// <summary>Positions, not names: a name of the server's never becomes an address.</summary>
    public static string Anchor(ScanReport report, ToolVerdict verdict) => Anchor(report.WorstFirst.IndexOf(verdict));

    public static void Write(StringBuilder page, ScanReport report, int at)
    {
        var verdict = report.WorstFirst[at];
        page.Append($"<section class=\"page\" id=\"{Anchor(at)}\"><p><a href=\"#\">← all tools</a></p>");
        page.Append($"<h1 class=\"mono\">{HtmlText.Of(verdict.Name)}</h1><p>{HtmlText.Chip(Words.Of(verdict.Category))} {HtmlText.Chip(Words.Of(verdict.Severity))} <span class=\"soft\">reversible: {Sentences.Reversible(verdict.Reversible)} · confidence {(verdict.Confidence * 100).ToString("F0", CultureInfo.InvariantCulture)} %</span> · <a href=\"#rule-{at}\" data-jump>the rule ↓</a></p>");
        page.Append($"<div class=\"card\"><h3>What it does</h3><p>{Sentences.Can(verdict.Category)}</p><p class=\"soft\">In the server's own words:</p><blockquote>{(string.IsNullOrWhiteSpace(verdict.Tool.Description) ? "(no description)" : HtmlText.Of(verdict.Tool.Description))}</blockquote></div>");
        page.Append($"<div class=\"card\"><h3>What can go wrong</h3><p>{Sentences.Wrong(verdict)}</p>");
        Signals(page, verdict);
        page.Append("</div>");
        Evidence(page, verdict);
        Parameters(page, verdict);
        Attacks(page, report, verdict);
        page.Append($"<h2 id=\"rule-{at}\">The rule we recommend</h2><p>{Sentences.Rule(verdict)}</p>");
        Json(page, $"policy-{at}", report.PolicyOf(verdict));
        page.Append($"<p class=\"soft\" style=\"margin-top:12px\">Definition <code>{verdict.DefinitionHash}</code></p>");
        Turn(page, report, at);
        page.Append("</section>");
    }

    /// <summary>A document with a button that copies it.</summary>
    public static void Json(StringBuilder page, string id, string json)
        => page.Append($"<div class=\"top\"><button class=\"right\" type=\"button\" data-copy=\"{id}\">Use this: copy</button></div><pre id=\"{id}\" tabindex=\"0\">{HtmlText.Of(json)}</pre>");

    private static void Signals(StringBuilder page, ToolVerdict verdict)
    {
        if (verdict.Signals.IsEmpty) return;
        page.Append("<ul>");
        foreach (var group in verdict.Signals.GroupBy(signal => signal.Kind))
        {
            var where = string.Join(", ", group.Select(signal => signal.Parameter ?? signal.Quote).Distinct(StringComparer.Ordinal).Take(6));
            page.Append($"<li>{HtmlText.Chip(SignalNames.Of(group.Key))} <code>{HtmlText.Of(where)}</code> {SignalNames.Meaning(group.Key)}</li>");
        }
        page.Append("</ul>");
    }

    private static void Evidence(StringBuilder page, ToolVerdict verdict)
    {
        page.Append("<h2>Why we say so</h2><div class=\"card wide\"><table><thead><tr><th>Where</th><th>What stands there</th><th>What we take it to mean</th></tr></thead><tbody>");
        foreach (var evidence in verdict.Evidence) page.Append($"<tr><td>{evidence.Source}</td><td><code>{HtmlText.Of(evidence.Quote)}</code></td><td>{HtmlText.Of(evidence.Meaning)}</td></tr>");
        if (verdict.Evidence.IsEmpty) page.Append("<tr><td colspan=\"3\">Nothing in the definition tells what it does.</td></tr>");
        page.Append("</tbody></table>");
        if (verdict.Annotations.Explanation is { } claim) page.Append($"<p>{HtmlText.Of(claim)} A claim can raise a risk, never lower it.</p>");
        else if (verdict.Annotations.Agrees == true) page.Append("<p class=\"soft\">The server's own claims agree.</p>");
        page.Append("</div>");
    }

    private static void Parameters(StringBuilder page, ToolVerdict verdict)
    {
        if (verdict.Parameters.IsEmpty) return;
        page.Append("<h2>What it takes</h2><div class=\"card wide\"><table><thead><tr><th>Parameter</th><th>Type</th><th>Signals</th><th>In the server's words</th></tr></thead><tbody>");
        foreach (var parameter in verdict.Parameters.Take(60))
        {
            var signals = string.Concat(verdict.Signals.Where(signal => signal.Parameter == parameter.Path).Select(signal => HtmlText.Chip(signal.Id) + " "));
            var values = parameter.Values.IsEmpty ? "" : $": {HtmlText.Of(string.Join(" | ", parameter.Values.Take(12)))}";
            page.Append($"<tr><td><code>{HtmlText.Of(parameter.Path)}</code>{(parameter.Required ? " <span class=\"soft\">required</span>" : "")}</td><td>{Sentences.Type(parameter)}{values}</td><td>{signals}</td><td class=\"soft\">{HtmlText.Of(parameter.Description)}</td></tr>");
        }
        page.Append("</tbody></table></div>");
    }

    private static void Attacks(StringBuilder page, ScanReport report, ToolVerdict verdict)
    {
        var attacks = AttackDatabase.For(verdict);
        if (attacks.IsEmpty) return;
        page.Append("<h2>Attacks on this access</h2>");
        foreach (var attack in attacks) Attack(page, attack);
    }

    private static void Attack(StringBuilder page, AttackPattern attack)
    {
        page.Append($"<details class=\"card\"><summary><strong>{HtmlText.Of(attack.Name)}</strong> {HtmlText.Chip(attack.Stops.ToString().ToLowerInvariant())} <span class=\"soft\">{Stops(attack.Stops)}</span></summary><p style=\"margin-top:10px\">{HtmlText.Of(attack.How)}</p>");
        page.Append($"<p><strong>It happened:</strong> {HtmlText.Of(attack.Case.What)} <span class=\"soft\">({HtmlText.Of(attack.Case.Date)}; {HtmlText.Of(attack.Case.SourcePublisher)}, “{HtmlText.Of(attack.Case.SourceTitle)}”)</span></p>");
        page.Append($"<p><strong>Look for:</strong> {HtmlText.Of(string.Join("; ", attack.LookFor))}.</p><p><strong>Policy:</strong> {HtmlText.Of(attack.StopsHow)}</p>");
        var ids = string.Join(", ", attack.Owasp.Select(id => "OWASP " + id).Concat(attack.Safe));
        page.Append(ids.Length > 0 ? $"<p class=\"soft\">{HtmlText.Of(ids)}</p></details>" : "</details>");
    }

    private static string Stops(AttackStop stops) => stops switch
    {
        AttackStop.Full => "policy stops it",
        AttackStop.Partial => "policy stops a part of it",
        _ => "policy does not stop it",
    };

    private static void Turn(StringBuilder page, ScanReport report, int at)
    {
        page.Append("<nav class=\"turn\">");
        if (at > 0) page.Append($"<a href=\"#{Anchor(at - 1)}\">← {HtmlText.Of(report.WorstFirst[at - 1].Name)}</a>");
        if (at + 1 < report.WorstFirst.Length) page.Append($"<a class=\"right\" href=\"#{Anchor(at + 1)}\">{HtmlText.Of(report.WorstFirst[at + 1].Name)} →</a>");
        page.Append("</nav>");
    }

    private static string Anchor(int at) => $"tool-{at.ToString(CultureInfo.InvariantCulture)}";
}
