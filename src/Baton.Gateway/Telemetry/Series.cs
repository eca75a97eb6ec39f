namespace Baton.Gateway.Telemetry;

/// <summary>The values of a family's labels, in its order; short of three they are empty.</summary>
internal readonly record struct Series(string First, string Second = "", string Third = "");
