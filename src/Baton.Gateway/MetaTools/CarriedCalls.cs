using System.Collections.Immutable;

namespace Baton.Gateway.MetaTools;

/// <summary>What a call of a tool that calls others would have it call.</summary>
/// <param name="Carrier">The tool that is called.</param>
/// <param name="Calls">The tools that it is to call, in order.</param>
/// <param name="Problem">Why that cannot be told; such a call is refused, since no rule could be applied to it.</param>
public sealed record CarriedCalls(string Carrier, ImmutableArray<CarriedCall> Calls, string? Problem);

/// <summary>One call inside another.</summary>
/// <param name="Tool">The tool that is called in the end.</param>
/// <param name="Arguments">Its arguments, a JSON object in UTF-8; empty for none.</param>
public sealed record CarriedCall(string Tool, ReadOnlyMemory<byte> Arguments);
