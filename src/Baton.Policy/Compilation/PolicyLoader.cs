using System.Diagnostics.CodeAnalysis;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Lint;

namespace Baton.Policy.Compilation;

/// <summary>From the bytes of a document to a policy that decides, or to all its errors.</summary>
public static class PolicyLoader
{
    /// <summary>Reads and compiles a document.</summary>
    public static PolicyLoadResult Load(ReadOnlySpan<byte> utf8, PolicyFormat format, CompileOptions? options = null)
    {
        var document = PolicyReader.Read(utf8, format, out var problems);
        if (document is null) return new PolicyLoadResult(null, null, problems.Items);
        var policy = PolicyCompiler.Compile(document, options ?? CompileOptions.Default, problems);
        return new PolicyLoadResult(problems.HasErrors ? null : policy, document, problems.Items);
    }

    /// <summary>As <see cref="Load"/>, and lint: what is written as the language asks and still cannot be meant.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="tools">The server's tools, to check names and parameters against; null to leave that out.</param>
    /// <param name="options">What compiling depends on.</param>
    public static PolicyLoadResult Check(ReadOnlySpan<byte> utf8, PolicyFormat format, ToolCatalogue? tools = null, CompileOptions? options = null)
    {
        var document = PolicyReader.Read(utf8, format, out var problems);
        if (document is null) return new PolicyLoadResult(null, null, problems.Items);
        var policy = PolicyCompiler.Compile(document, options ?? CompileOptions.Default, problems);
        PolicyLint.Check(document, tools, problems);
        if (!problems.HasErrors) CaseLint.Check(policy, tools, problems);
        return new PolicyLoadResult(problems.HasErrors ? null : policy, document, problems.Items);
    }

    /// <summary>Compiles a document that was made by a program.</summary>
    public static PolicyLoadResult Compile(PolicyDocument document, CompileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        var problems = new ProblemList();
        var policy = PolicyCompiler.Compile(document, options ?? CompileOptions.Default, problems);
        return new PolicyLoadResult(problems.HasErrors ? null : policy, document, problems.Items);
    }
}

/// <summary>What became of a document.</summary>
/// <param name="Policy">The policy; null when there are errors.</param>
/// <param name="Document">The document, without the parts that could not be read; null when it is not even JSON or YAML.</param>
/// <param name="Problems">All errors and warnings, with their places.</param>
public sealed record PolicyLoadResult(CompiledPolicy? Policy, PolicyDocument? Document, IReadOnlyList<PolicyProblem> Problems)
{
    /// <summary>Whether there is a policy.</summary>
    [MemberNotNullWhen(true, nameof(Policy), nameof(Document))]
    public bool IsValid => Policy is not null;
}
