using Baton.EverythingServer.Http;
using Baton.EverythingServer.Stdio;

// An MCP server with every fixture that the official conformance suite expects of one.
//   baton-everything-server --stdio            the session era, one message a line
//   baton-everything-server --http [PORT]      both eras at /mcp; prints its address
return args switch
{
    ["--stdio"] => await StdioServer.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput()),
    ["--http", .. var port] => await HttpServer.RunAsync(port.Length == 0 ? 0 : int.Parse(port[0], System.Globalization.CultureInfo.InvariantCulture)),
    _ => 2,
};
