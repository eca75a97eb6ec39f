namespace Baton.Gateway.Tests.Support;

/// <summary>How long a test waits for what must happen; long, because a busy machine must not fail it, and never spent when all is well.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task Expect(this SemaphoreSlim signal) => (await signal.WaitAsync(Limit)).ShouldBeTrue("what was waited for did not happen");

    public static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            limit.IsCancellationRequested.ShouldBeFalse("what was waited for did not happen");
            await Task.Yield();
        }
    }
}
