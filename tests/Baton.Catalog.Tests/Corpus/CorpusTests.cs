using System.Collections.Immutable;
using Baton.Catalog.Classification;
using Baton.Policy.Documents;
using Baton.TestSupport;

namespace Baton.Catalog.Tests.Corpus;

/// <summary>The classifier against the labels of people; the figures are the product's promise.</summary>
public sealed class CorpusTests
{
    private const double RequiredAgreement = 0.97;

    private static readonly ImmutableArray<LabelledServer> Servers =
        LabelledCorpus.Read(Repository.At("tests", "Baton.Catalog.Tests", "Corpus"));

    [Fact]
    public void Corpus_IsLargeEnough_AndSplitByHash()
    {
        Servers.Length.ShouldBeGreaterThanOrEqualTo(60);
        Servers.Sum(server => server.Tools.Length).ShouldBeGreaterThanOrEqualTo(600);
        Servers.ShouldAllBe(server => server.SetAside == LabelledCorpus.IsSetAside(server.Server.Key));
        Servers.Count(server => server.SetAside).ShouldBeGreaterThan(20);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Classify_AgreesWithPeople_InEachPart(bool setAside)
    {
        var judged = Judge(setAside).ToArray();
        var agreement = judged.Count(one => one.Verdict.Category == one.Label.Category) / (double)judged.Length;
        agreement.ShouldBeGreaterThanOrEqualTo(RequiredAgreement);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Classify_SeverityAgreesWithPeople_InNineOfTen(bool setAside)
    {
        var judged = Judge(setAside).ToArray();
        (judged.Count(one => one.Verdict.Severity == one.Label.Severity) / (double)judged.Length).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    [Fact]
    public void Classify_NeverCallsADestructiveOrExecutingToolRead()
        => Judge(null).Where(one => one.Label.Category is ToolCategory.Destructive or ToolCategory.Execute or ToolCategory.Financial
                && one.Verdict.Category == ToolCategory.Read)
            .Select(one => $"{one.Label.Server}/{one.Label.Tool.Name}").ShouldBeEmpty();

    [Fact]
    public void Classify_LeavesNoKnownToolWithoutEvidence()
        => Judge(null).Where(one => one.Verdict.Category != ToolCategory.Other && one.Verdict.Evidence.IsEmpty)
            .Select(one => one.Verdict.Name).ShouldBeEmpty();

    [Fact]
    public void Classify_HonestDefinitions_AreNotCalledPoisoned()
        => Judge(null).Where(one => one.Verdict.Has(Baton.Catalog.Signals.SignalKind.Instruction) || one.Verdict.Has(Baton.Catalog.Signals.SignalKind.HiddenText))
            .Select(one => $"{one.Label.Server}/{one.Label.Tool.Name}").ShouldBeEmpty();

    [Fact]
    public void Classify_IsDeterministic()
    {
        var first = Judge(null).Select(one => Describe(one.Verdict)).ToArray();
        Judge(null).Select(one => Describe(one.Verdict)).ShouldBe(first);
    }

    private static string Describe(ToolVerdict verdict)
        => $"{verdict.Name} {verdict.Category} {verdict.Severity} {verdict.Confidence} {string.Join('|', verdict.Evidence)} {string.Join('|', verdict.Signals)} {verdict.DefinitionHash}";

    private static IEnumerable<(LabelledTool Label, ToolVerdict Verdict)> Judge(bool? setAside)
        => Servers.Where(server => setAside is null || server.SetAside == setAside)
            .SelectMany(server => server.Tools.Zip(Classifier.Classify(server.Server.Tools, server.Server.Key)));
}
