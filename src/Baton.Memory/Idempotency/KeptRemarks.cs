using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Records;
using Baton.Memory.Safety;

namespace Baton.Memory.Idempotency;

/// <summary>What every kept result says beside its records: what was redacted, and what else to know.</summary>
internal sealed class KeptRemarks
{
    public ImmutableArray<Redaction> Redacted { get; private set; } = [];

    public ImmutableArray<string> Warnings { get; private set; } = [];

    public static void Write(Utf8JsonWriter json, ImmutableArray<Redaction> redacted, ImmutableArray<string> warnings)
    {
        json.Redacted(redacted);
        json.AllTexts("warnings", warnings);
    }

    /// <summary>Reads a member of the result that is one of these, or passes it over.</summary>
    public void Read(string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "redacted": Redacted = reader.Elements(PartReaders.Redaction); break;
            case "warnings": Warnings = reader.Texts(); break;
            default: reader.Skip(); break;
        }
    }

    /// <summary>The warnings of a repeat, which tell when its arguments were other ones.</summary>
    public ImmutableArray<string> WarningsOf(bool differs) => differs ? Warnings.Add(IdempotencyGate.DiffersWarning) : Warnings;
}
