namespace Baton.Policy.Documents;

/// <summary>How a document is written; both have the same meaning.</summary>
public enum PolicyFormat
{
    /// <summary>JSON (RFC 8259).</summary>
    Json,

    /// <summary>The part of YAML 1.2 that every reader agrees on.</summary>
    Yaml,
}
