using System.Collections.Immutable;
using Baton.Memory.Memories;
using Baton.Memory.Operations;
using Baton.Memory.Oversight;

namespace Baton.Memory.Dialects.Loaditout;

/// <summary>The tools of the dialect.</summary>
internal static class LoaditoutTools
{
    public static ImmutableArray<IDialectTool> All(RecordListing desk, MemoryOperations memories, IOversight oversight) =>
    [
        new SaveMemoryTool(memories),
        new RecallMemoryTool(desk, memories),
        new ValidateActionTool(oversight),
        new RequestPermissionTool(oversight),
        new CheckPermissionTool(oversight),
        new ReportSkillUsageTool(oversight),
        new VerifyProofTool(oversight),
        new ListMyProofsTool(oversight),
    ];
}
