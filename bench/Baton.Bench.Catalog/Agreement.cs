using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Catalog.Tests.Corpus;

namespace Baton.Bench.Catalog;

/// <summary>A label beside the verdict.</summary>
internal sealed record Judged(LabelledTool Label, ToolVerdict Verdict, bool SetAside)
{
    public bool SameCategory => Label.Category == Verdict.Category;
    public bool SameSeverity => Label.Severity == Verdict.Severity;
}

internal static class Agreement
{
    public static ImmutableArray<Judged> Judge(ImmutableArray<LabelledServer> servers)
        => [.. servers.SelectMany(server => Classifier.Classify(server.Server.Tools, server.Server.Key)
            .Zip(server.Tools, (verdict, label) => new Judged(label, verdict, server.SetAside)))];
}
