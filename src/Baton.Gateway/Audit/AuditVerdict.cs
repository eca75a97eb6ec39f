namespace Baton.Gateway.Audit;

/// <summary>What re-computing the chain found.</summary>
/// <param name="Fault">Null when every row is as it was written.</param>
/// <param name="Rows">Rows that were checked and hold.</param>
/// <param name="First">The first row that is kept; 1 unless the log was pruned, 0 when it is empty.</param>
/// <param name="Last">The last row that holds.</param>
/// <param name="Heads">Genuine outside heads that were compared.</param>
public sealed record AuditVerdict(AuditFault? Fault, long Rows, long First, long Last, int Heads)
{
    /// <summary>Whether the log is intact as far as can be told; without outside heads, a cut-off end cannot.</summary>
    public bool Intact => Fault is null;

    /// <summary>For a person: what was found, and what could not be looked for.</summary>
    public string Describe()
    {
        var found = Fault?.Message ?? (Rows == 0 ? "The log is empty." : $"Intact: rows {First} to {Last}.");
        if (Heads == 0 && Intact && Rows == 0)
        {
            return $"{found} No outside head was given, and without one a log whose rows were all deleted looks like a new one. "
                + "Keep heads elsewhere, with 'baton audit head' or the setting audit.heads, and give them with --heads.";
        }
        if (Heads == 0) return $"{found} No outside head was given: rows cut off at the end cannot be noticed.";
        return Intact ? $"{found} It agrees with {Heads} outside head{(Heads == 1 ? "" : "s")}." : found;
    }
}

/// <summary>The first place where the log is not what was written.</summary>
/// <param name="Kind">One of <see cref="AuditFaultKind"/>.</param>
/// <param name="Sequence">The row, or the first of the rows, that it concerns.</param>
/// <param name="Message">For a person.</param>
public sealed record AuditFault(string Kind, long Sequence, string Message);

/// <summary>The stable words of <see cref="AuditFault.Kind"/>.</summary>
public static class AuditFaultKind
{
    /// <summary>The row's text or a searchable copy of it is not what was authenticated.</summary>
    public const string Changed = "changed";
    public const string Removed = "removed";
    public const string Inserted = "inserted";

    /// <summary>Rows that an outside head has seen are missing at the end.</summary>
    public const string Truncated = "truncated";

    /// <summary>The log is another one than the outside heads belong to.</summary>
    public const string Replaced = "replaced";

    /// <summary>A checkpoint or head carries a signature that is not ours.</summary>
    public const string Forged = "forged";
}
