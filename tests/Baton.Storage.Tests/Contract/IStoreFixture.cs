using Baton.Memory.Storage;

namespace Baton.Storage.Tests.Contract;

/// <summary>Where one test's store lies; gone with it.</summary>
public interface IStoreFixture : IDisposable
{
    /// <summary>Opens it: the first time empty, later what the first one wrote, as another process would.</summary>
    Task<IMemoryStore> OpenAsync();
}
