namespace Baton.Catalog.Classification;

/// <summary>What a tool can do. Stand-in until the policy room's own enum is there.</summary>
public enum ToolCategory { Other, Read, Write, Execute, Financial, Destructive }
