using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Projects;
using Baton.Memory.Safety;

namespace Baton.Memory.Handoffs;

/// <summary>A checked and screened save, ready for its transaction.</summary>
internal sealed record HandoffDraft(
    HandoffSaveRequest Request,
    Project Project,
    Workspace? Workspace,
    ImmutableArray<Redaction> Redacted,
    ImmutableArray<SuspiciousMark> Suspicious,
    ImmutableArray<string> Warnings,
    OpenSecret? OpenSecret,
    string Operation);
