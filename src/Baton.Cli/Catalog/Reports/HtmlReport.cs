using System.Security.Cryptography;
using System.Text;
using Baton.Catalog.Classification;
using Baton.Catalog.Pins;
using Baton.Catalog.Recommendation;
using Baton.Policy.Documents;

namespace Baton.Cli.Catalog.Reports;

/// <summary>One self-contained page with an overview and a page for each tool; it works from disk, offline, without a server.</summary>
internal static class HtmlReport
{
    public static string Write(ScanReport report)
    {
        var page = new StringBuilder(64 * 1024);
        var title = HtmlText.Of(report.Listing.Name);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(HtmlStyle.Script)));
        page.Append($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}: what its tools can do</title><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'\"><style>{HtmlStyle.Css}</style></head><body><main>");
        page.Append("<div id=\"index\">");
        Head(page, report);
        Drifts(page, report);
        Standouts(page, report);
        Tools(page, report);
        Policy(page, report);
        page.Append("</div>");
        for (var at = 0; at < report.WorstFirst.Length; at++) HtmlToolPage.Write(page, report, at);
        page.Append($"</main><script>{HtmlStyle.Script}</script></body></html>");
        return page.ToString();
    }

    private static void Head(StringBuilder page, ScanReport report)
    {
        page.Append($"<h1>{HtmlText.Of(report.Listing.Name)}{(report.Listing.Version is { } version ? $" <span class=\"soft\">{HtmlText.Of(version)}</span>" : "")}</h1>");
        page.Append($"<p class=\"soft\">Scanned {report.At:yyyy-MM-dd HH:mm} UTC from <code>{HtmlText.Of(report.Listing.Source)}</code>, by definitions alone: no tool was called.</p>");
        page.Append("<div class=\"grid\">");
        Figure(page, report.Verdicts.Length, "tools");
        foreach (var category in (ToolCategory[])[ToolCategory.Read, ToolCategory.Write, ToolCategory.Destructive, ToolCategory.Execute, ToolCategory.Financial, ToolCategory.Other])
        {
            var count = report.Verdicts.Count(verdict => verdict.Category == category);
            if (count > 0) Figure(page, count, Words.Of(category));
        }
        page.Append("</div><div class=\"bar\" role=\"img\" aria-label=\"Tools by severity\">");
        foreach (var severity in Enum.GetValues<ToolSeverity>()) page.Append($"<i class=\"{Words.Of(severity)}\" style=\"flex:{Count(report, severity)}\"></i>");
        page.Append("</div><p>");
        foreach (var severity in Enum.GetValues<ToolSeverity>().Reverse().Where(severity => Count(report, severity) > 0)) page.Append($"{HtmlText.Chip(Words.Of(severity))} {Count(report, severity)} &nbsp; ");
        page.Append("</p>");
    }

    private static void Drifts(StringBuilder page, ScanReport report)
    {
        if (report.Drifts is not { IsEmpty: false } drifts) return;
        page.Append("<h2>What changed since the snapshot</h2>");
        foreach (var drift in drifts)
        {
            page.Append($"<div class=\"card {(drift.Grade == DriftGrade.Hostile ? "warn" : "note")}\"><h3><span class=\"mono\">{HtmlText.Of(drift.Name)}</span> {HtmlText.Chip(drift.Grade.ToString().ToLowerInvariant())} <span class=\"soft\">{drift.Kind.ToString().ToLowerInvariant()}</span></h3><ul>");
            foreach (var change in drift.Changes) page.Append($"<li><code>{HtmlText.Of(change.Where)}</code> {HtmlText.Of(change.Meaning)}</li>");
            page.Append("</ul></div>");
        }
    }

    private static void Standouts(StringBuilder page, ScanReport report)
    {
        var standouts = ServerFindings.Of(report);
        page.Append("<h2>What stands out</h2>");
        if (standouts.Count == 0) page.Append("<div class=\"card\"><p>Nothing in the definitions: no tool takes paths, addresses, code or money, and none destroys.</p></div>");
        foreach (var (isGrave, title, danger, tools) in standouts)
        {
            page.Append($"<div class=\"card {(isGrave ? "warn" : "note")}\"><h3>{HtmlText.Of(title)}</h3><p>{HtmlText.Of(danger)}</p>");
            page.Append(string.Join(", ", tools.Take(12).Select(verdict => $"<a class=\"mono\" href=\"#{HtmlToolPage.Anchor(report, verdict)}\">{HtmlText.Of(verdict.Name)}</a>")));
            page.Append(tools.Count > 12 ? $" and {tools.Count - 12} more</div>" : "</div>");
        }
        foreach (var problem in report.Listing.List.Problems)
        {
            page.Append($"<div class=\"card warn\"><h3>The list itself</h3><p>{HtmlText.Of(problem.Tool is { } tool ? $"{tool}: {problem.Message}" : problem.Message)}</p></div>");
        }
    }

    private static void Tools(StringBuilder page, ScanReport report)
    {
        page.Append("<div class=\"top\"><h2>Tools, the worst first</h2><input class=\"right\" id=\"find\" type=\"search\" placeholder=\"Find a tool\" aria-label=\"Find a tool\"></div>");
        page.Append("<div class=\"card wide\"><table id=\"tools\"><thead><tr><th>Tool</th><th>Can</th><th>Severity</th><th>Takes</th><th>Because</th></tr></thead><tbody>");
        foreach (var verdict in report.WorstFirst)
        {
            page.Append($"<tr><td class=\"name\"><a class=\"mono\" href=\"#{HtmlToolPage.Anchor(report, verdict)}\">{HtmlText.Of(verdict.Name)}</a></td><td>{HtmlText.Chip(Words.Of(verdict.Category))}</td><td>{HtmlText.Chip(Words.Of(verdict.Severity))}</td>");
            page.Append($"<td class=\"soft\">{HtmlText.Of(Sentences.Signals(verdict))}</td><td class=\"soft\">{HtmlText.Of(Sentences.Why(verdict))}</td></tr>");
        }
        page.Append("</tbody></table></div>");
    }

    private static void Policy(StringBuilder page, ScanReport report)
    {
        page.Append($"<h2>The policy to start from: {PolicyProfiles.Word(report.Options.Profile)}</h2><p>Save it as <code>policy.json</code> and put it in front of the server: <code>{HtmlText.Of(Use(report))}</code>. The folders, domains, programs and currencies in it are narrow defaults: make them yours.</p>");
        HtmlToolPage.Json(page, "policy-server", report.Policy());
    }

    private static string Use(ScanReport report)
        => report.Listing.Command is { } command ? $"baton wrap --policy policy.json -- {command}" : "baton policy put NAME policy.json";

    private static void Figure(StringBuilder page, int figure, string word) => page.Append($"<div class=\"card\"><div class=\"figure\">{figure}</div><div class=\"soft\">{word}</div></div>");

    private static int Count(ScanReport report, ToolSeverity severity) => report.Verdicts.Count(verdict => verdict.Severity == severity);
}
