using System.Security.Cryptography;
using Baton.Memory.Outcomes;

namespace Baton.Gateway.Keys;

/// <summary>
/// A secret in a file of its own, readable by its owner only, outside the data folder: who copies or restores the data does
/// not get the key with it. Made on first use; several processes that start at once agree on one.
/// </summary>
public static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Forbidden = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    /// <summary>Reads the secret, making the file when it is absent.</summary>
    /// <returns>The secret, or <c>forbidden</c> when others may read the file, or <c>invalid</c> when it is not a key.</returns>
    /// <exception cref="IOException">The file or its folder cannot be read or made.</exception>
    public static Outcome<KeyMaterial> Open(string path) => File.Exists(path) ? Read(path) : Make(path);

    private static Outcome<KeyMaterial> Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Forbidden) != 0)
        {
            return new Failure(FailureCode.Forbidden, $"The key file {path} can be read or changed by others.")
            {
                Hint = $"chmod 600 {path}",
            };
        }
        var bytes = new byte[KeyMaterial.Bytes + 1];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), bytes, out var length) && length == KeyMaterial.Bytes
            ? new KeyMaterial(bytes.AsSpan(0, length))
            : new Failure(FailureCode.Invalid, $"The key file {path} does not hold a key (32 bytes in base64).")
            {
                Hint = "Restore it from a backup: what was written with the lost key cannot be read or verified without it.",
            };
    }

    private static Outcome<KeyMaterial> Make(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        var secret = KeyMaterial.New();
        var draft = Path.Combine(folder, $".{Path.GetFileName(path)}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}");
        try
        {
            WriteWhole(draft, secret.ToText());
            return FirstName.TryGive(draft, path) ? secret : Read(path);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void WriteWhole(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        file.Write(System.Text.Encoding.ASCII.GetBytes(text + "\n"));
        file.Flush(flushToDisk: true);
    }
}
