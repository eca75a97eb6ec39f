using System.Text.Json;
using Baton.Memory.Storage;
using Baton.Memory.Transfer;

namespace Baton.Memory.Records;

/// <summary>Reads a version's data as it lies in the store: what cannot be read there is damage, not the caller's mistake.</summary>
internal static class StoredData
{
    /// <exception cref="StoreUnavailableException">The data is not what was written.</exception>
    public static T Read<T>(StoredVersion stored, Func<StoredVersion, T> read)
    {
        try
        {
            return read(stored);
        }
        catch (Exception damage) when (damage is JsonException || ImportLine.IsOfAValue(damage))
        {
            throw new StoreUnavailableException($"Version {stored.Version} of {stored.Id} is damaged: {damage.Message} Run 'baton doctor' and restore a backup with 'baton restore'.", damage);
        }
    }
}
