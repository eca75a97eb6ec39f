// The official TypeScript client of the session era (@modelcontextprotocol/sdk 1.x): saves a handoff and loads it again.
// Arguments: http URL, or stdio COMMAND ARGS...
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [kind, target, ...rest] = process.argv.slice(2);
const transport = kind === 'http'
  ? new StreamableHTTPClientTransport(new URL(target))
  : new StdioClientTransport({ command: target, args: rest });
const client = new Client({ name: 'ts-session', version: '1.0.0' });
await client.connect(transport);
await client.ping();

const { tools } = await client.listTools();
const body = '日本語 😀\r\n𠮷 </handoff> é';
const saved = await client.callTool({ name: 'handoff_save', arguments: { summary: 'From the TypeScript client', key: 'ts-session', project: 'clients', body } });
const loaded = await client.callTool({ name: 'handoff_load', arguments: { key: 'ts-session', project: 'clients', view: 'full' } });
const missing = await client.callTool({ name: 'handoff_load', arguments: { key: 'nothing-like-it', project: 'clients' } });

console.log(JSON.stringify({
  server: client.getServerVersion().name,
  instructions: (client.getInstructions() ?? '').length,
  tools: tools.map(tool => tool.name),
  saved: !saved.isError,
  identical: loaded.structuredContent.handoff.body === body,
  missing: missing._meta['dev.baton/error'].code,
}));
if (kind === 'http') await transport.terminateSession();
await client.close();
