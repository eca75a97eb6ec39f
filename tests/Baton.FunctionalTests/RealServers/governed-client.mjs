// The official TypeScript client (@modelcontextprotocol/sdk 1.x) behind Baton: lists the tools, makes the calls that it is told,
// one after the other, and prints what came of each as one JSON object.
// Arguments: CALLS (JSON array of [tool, arguments]), then http URL TOKEN, or stdio COMMAND ARGS...
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [calls, kind, target, ...rest] = process.argv.slice(2);
const transport = kind === 'http'
  ? new StreamableHTTPClientTransport(new URL(target), { requestInit: { headers: { Authorization: `Bearer ${rest[0]}` } } })
  : new StdioClientTransport({ command: target, args: rest, env: process.env });
const client = new Client({ name: 'ts-governed', version: '1.0.0' });
await client.connect(transport);

const { tools } = await client.listTools();
const outcomes = [];
for (const [name, args] of JSON.parse(calls)) {
  try {
    const result = await client.callTool({ name, arguments: args });
    outcomes.push({ tool: name, isError: result.isError === true, text: result.content[0]?.text ?? '', decision: result._meta?.['dev.baton/decision'] ?? null, code: null });
  } catch (error) {
    outcomes.push({ tool: name, isError: true, text: error.message, decision: null, code: error.code });
  }
}
console.log(JSON.stringify({ server: client.getServerVersion().name, tools: tools.map(tool => tool.name), outcomes }));
if (kind === 'http') await transport.terminateSession();
await client.close();
