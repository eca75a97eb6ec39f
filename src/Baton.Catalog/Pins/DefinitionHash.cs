using System.Security.Cryptography;
using Baton.Catalog.Definitions;

namespace Baton.Catalog.Pins;

/// <summary>
/// Names a definition by everything that a model reads of it: SHA-256 over name, title, description, input and output schema
/// and annotations, in canonical JSON, so that the order of keys and the writing of numbers do not matter.
/// </summary>
public static class DefinitionHash
{
    /// <summary>Sixty-four lower-case hexadecimal digits.</summary>
    public static string Of(DeclaredTool tool) => Convert.ToHexStringLower(SHA256.HashData(DefinitionText.Write(tool)));
}
