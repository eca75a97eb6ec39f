using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Edge.Http;

/// <summary>Clients over HTTP that ask for toolsets in the address: what their grant lacks is said where they read it.</summary>
public sealed class AskedToolsetTests
{
    private const string Lacking = "The grant 'local' has no toolset 'admin', so that its tools are left out; it has core, more, tasks, agents, archive.";

    [Theory]
    [InlineData("?toolsets=core,admin", "Save notes with note_save.\n\n" + Lacking)]
    [InlineData("?toolsets=admin&toolsets=admin", "Save notes with note_save.\n\n" + Lacking)]
    [InlineData("?toolsets=core,more", "Save notes with note_save.")]
    [InlineData("", "Save notes with note_save.")]
    public async Task Instructions_NameWhatTheGrantLacks_InBothEras(string query, string expected)
    {
        await using var peer = await HttpPeer.StartAsync();

        (await AskAsync(peer, peer.Post(Messages.Initialize()), query)).ShouldBe(expected);
        (await AskAsync(peer, peer.Stateless(Messages.Stateless("1", "server/discover")), query)).ShouldBe(expected);
    }

    private static async Task<string> AskAsync(HttpPeer peer, HttpRequestMessage request, string query)
    {
        request.RequestUri = new Uri(peer.Endpoint + query);
        return (await peer.AskAsync(request)).Body.At("result.instructions");
    }
}
