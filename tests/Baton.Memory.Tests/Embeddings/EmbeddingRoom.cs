using Baton.TestSupport.Embeddings;
using Baton.Memory.Embeddings;
using Baton.Memory.Search;
using Baton.Memory.Tests.Search;

namespace Baton.Memory.Tests.Embeddings;

/// <summary>A search room with vectors from the n-gram endpoint.</summary>
internal sealed class EmbeddingRoom : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());

    private EmbeddingRoom(SearchRoom search, string model)
    {
        Search = search;
        Use(model);
    }

    public SearchRoom Search { get; }

    public NgramServer Server { get; } = new();

    public EmbeddingBackfill Backfill { get; private set; } = null!;

    public QuestionVectors Questions { get; private set; } = null!;

    public HttpEmbeddings Generator { get; private set; } = null!;

    public static async Task<EmbeddingRoom> OpenAsync() => new(await SearchRoom.OpenAsync(), "ngram");

    /// <summary>Changes the model's name.</summary>
    public void Use(string model)
    {
        Generator = new HttpEmbeddings(_http, new EmbeddingSettings(Server.Url, model) { Key = "k3y" });
        Backfill = new EmbeddingBackfill(Search.Store, Generator, TimeProvider.System);
        Questions = new QuestionVectors(Generator, TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    public async Task<int> FillAsync() => (await Backfill.FillAsync(null, default)).Value;

    public Task<SearchPage> AskAsync(string query) => AskAsync(Search.Question(query));

    public async Task<SearchPage> AskAsync(SearchQuestion question)
        => await Search.AskAsync(question with { Vector = await Questions.OfAsync(question.Query, default) });

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
        await Search.DisposeAsync();
    }
}
