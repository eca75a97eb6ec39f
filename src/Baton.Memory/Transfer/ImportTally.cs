using Baton.Memory.Storage;

namespace Baton.Memory.Transfer;

/// <summary>Counts what an import did.</summary>
internal sealed class ImportTally
{
    private readonly List<TransferError> _errors = [];
    private readonly List<StoredLink> _outside = [];

    public int Projects { get; set; }
    public long Records { get; set; }
    public long Versions { get; set; }
    public long Links { get; set; }
    public long Tombstones { get; set; }
    public long Present { get; set; }
    public long Deleted { get; set; }
    public long Failed { get; private set; }

    public void Fail(long line, string message)
    {
        Failed++;
        if (_errors.Count < TransferReport.MostErrors) _errors.Add(new TransferError(line, message));
    }

    /// <summary>A link of a bundle that was not made, since its other end is in neither place: that is said and no failure.</summary>
    public string? Outside(StoredLink link)
    {
        _outside.Add(link);
        return null;
    }

    /// <summary>Adds what a transaction did, once it is durable.</summary>
    public void Add(ImportTally done)
    {
        Projects += done.Projects;
        Records += done.Records;
        Versions += done.Versions;
        Links += done.Links;
        Tombstones += done.Tombstones;
        Present += done.Present;
        Deleted += done.Deleted;
        Failed += done.Failed;
        _outside.AddRange(done._outside);
        _errors.AddRange(done._errors.Take(TransferReport.MostErrors - _errors.Count));
    }

    public TransferReport Report(long lines) => new()
    {
        Lines = lines,
        Projects = Projects,
        Records = Records,
        Versions = Versions,
        Links = Links,
        Tombstones = Tombstones,
        Present = Present,
        Deleted = Deleted,
        Failed = Failed,
        Errors = [.. _errors],
        Outside = [.. _outside],
    };
}
