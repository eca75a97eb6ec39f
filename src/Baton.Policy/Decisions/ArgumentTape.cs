using Baton.Policy.Json;

namespace Baton.Policy.Decisions;

/// <summary>Reads arguments onto a tape that each thread keeps, so that deciding does not allocate one.</summary>
internal static class ArgumentTape
{
    private const int LargestKept = 4096;

    private static readonly JsonTape None = JsonTape.Parse("{}"u8.ToArray());

    [ThreadStatic]
    private static JsonTape? _own;

    /// <summary>The tape is the thread's own until the next call: nothing that outlives the decision may keep it.</summary>
    public static bool Read(ReadOnlyMemory<byte> arguments, out JsonTape tape, out string error)
    {
        error = "";
        if (arguments.IsEmpty)
        {
            tape = None;
            return true;
        }
        tape = _own ??= new JsonTape();
        if (!tape.TryRead(arguments)) error = tape.Error!;
        else if (tape.Root.Kind != JsonKind.Object) error = "they are not an object";
        return error.Length == 0;
    }

    /// <summary>Lets go of the arguments, and of a tape that one large call made grow.</summary>
    public static void Release()
    {
        if (_own is null) return;
        if (_own.Capacity > LargestKept) _own = null;
        else _own.Clear();
    }
}
