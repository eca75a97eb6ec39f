using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.ClaudeMemory;

/// <summary>The one tool; each of its commands answers for itself.</summary>
internal sealed class MemoryTool(MemoryFiles files) : IDialectTool
{
    private readonly ViewCommand _view = new(files);
    private readonly EditCommands _edits = new(files);
    private readonly PlaceCommands _places = new(files);

    public string Name => "memory";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var command = arguments.RequiredText("command");
        var named = command == "rename" ? "old_path" : "path";
        if (!MemoryPath.Read(arguments.Text(named), named).TryGet(out var path, out var wrong)) return FileReply.Of(wrong);
        if (Written(command) is { } text) arguments = arguments.Called(new([("content", text)]));
        var outcome = command switch
        {
            "view" => await _view.RunAsync(caller, path, arguments, cancellationToken),
            "create" => await _places.CreateAsync(caller, path, arguments, cancellationToken),
            "str_replace" => await _edits.ReplaceAsync(caller, path, arguments, cancellationToken),
            "insert" => await _edits.InsertAsync(caller, path, arguments, cancellationToken),
            "delete" => await _places.DeleteAsync(caller, path, cancellationToken),
            _ => await _places.RenameAsync(caller, path, arguments, cancellationToken),
        };
        return outcome.TryGet(out var reply, out var failure) ? reply : FileReply.Of(arguments.Own(failure));
    }

    /// <summary>The argument whose text a command writes into the file.</summary>
    private static string? Written(string command) => command switch
    {
        "create" => "file_text",
        "str_replace" => "new_str",
        "insert" => "insert_text",
        _ => null,
    };
}
