using Baton.Policy.Documents.Syntax;

namespace Baton.Policy.Documents;

/// <summary>Collects the problems of one document and finds their places in its text.</summary>
internal sealed class ProblemList(SyntaxNode? root = null)
{
    /// <summary>A document with more problems than this is not a policy; listing more helps nobody.</summary>
    private const int Most = 200;

    private readonly List<PolicyProblem> _problems = [];

    public IReadOnlyList<PolicyProblem> Items => _problems;

    /// <summary>Whether no more problems are kept.</summary>
    public bool IsFull => _problems.Count >= Most;

    public bool HasErrors { get; private set; }

    /// <summary>Whether a number of the text is beyond what literals can hold.</summary>
    public bool HasBadNumber { get; private set; }

    /// <summary>Whether an error was already told of that very place, so that what follows from it need not be.</summary>
    public bool HasErrorAt(string pointer) => _problems.Exists(problem => problem.IsError && problem.Pointer == pointer);

    public void Error(string code, string pointer, string message) => Add(ProblemSeverity.Error, code, pointer, message);

    public void Warning(string code, string pointer, string message) => Add(ProblemSeverity.Warning, code, pointer, message);

    public void ErrorAt(string code, string pointer, int line, int column, string message)
        => Add(new PolicyProblem(ProblemSeverity.Error, code, pointer, line, column, message));

    private void Add(ProblemSeverity severity, string code, string pointer, string message)
    {
        // Places are looked up from the root; those of problems that nobody is shown are not.
        var (line, column) = root is null || IsFull ? (0, 0) : SyntaxLocator.Locate(root, pointer);
        Add(new PolicyProblem(severity, code, pointer, line, column, message));
    }

    private void Add(PolicyProblem problem)
    {
        HasErrors |= problem.IsError;
        HasBadNumber |= problem.Code == "number";
        if (!IsFull) _problems.Add(problem);
    }
}
