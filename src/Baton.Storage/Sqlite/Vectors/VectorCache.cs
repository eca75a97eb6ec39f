using System.Collections.Concurrent;
using Baton.Storage.Sqlite.Connections;

namespace Baton.Storage.Sqlite.Vectors;

/// <summary>
/// Vectors in memory, by partition: a search scans only what its scope may see. What a snapshot shows decides what is used,
/// so that a search never mixes states.
/// </summary>
internal sealed class VectorCache
{
    /// <summary>Partitions kept; the rest is read again when it is asked for.</summary>
    private const int MostBlocks = 64;
    private readonly ConcurrentDictionary<(long Partition, long Model), VectorBlock> _blocks = new();

    public VectorBlock Read(Connection connection, long partition, long model, int dimensions)
    {
        var removals = VectorTable.Removals(connection, partition);
        var kept = _blocks.GetValueOrDefault((partition, model));
        var newest = VectorTable.Newest(connection, partition, model);
        var block = kept is not null && kept.Removals == removals && kept.Last <= newest ? kept : VectorBlock.Empty(removals, dimensions);
        if (block.Last < newest) block = block.With(VectorTable.After(connection, partition, model, block.Last));
        if (_blocks.Count >= MostBlocks && !_blocks.ContainsKey((partition, model))) _blocks.Clear();
        _blocks[(partition, model)] = block;
        return block;
    }
}
