using System.Text;
using Baton.Memory.Vault;

namespace Baton.Memory.Tests.Vault;

/// <summary>A vault that is held in memory.</summary>
internal sealed class HeldFiles : IVaultFiles
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public string[] Paths => [.. _files.Keys];

    public string Text(string path) => Encoding.UTF8.GetString(_files[path]);

    public void Edit(string path, string from, string to)
    {
        Text(path).ShouldContain(from);
        _files[path] = Encoding.UTF8.GetBytes(Text(path).Replace(from, to));
    }

    public IReadOnlyList<string> List(string folder) => [.. _files.Keys.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))];

    public void Put(string path, byte[] bytes) => _files[path] = bytes;

    public byte[]? Read(string path) => _files.GetValueOrDefault(path);

    public void Write(string path, ReadOnlySpan<byte> bytes) => _files[path] = bytes.ToArray();

    public void Delete(string path) => _files.Remove(path);
}
