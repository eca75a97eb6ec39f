// The official TypeScript client of 2026-07-28 (@modelcontextprotocol/client 2.x), pinned to that revision: saves a handoff,
// loads it again, and opens and closes a subscription.
// Arguments: http URL, or stdio COMMAND ARGS...
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [kind, target, ...rest] = process.argv.slice(2);
const transport = kind === 'http'
  ? new StreamableHTTPClientTransport(new URL(target))
  : new StdioClientTransport({ command: target, args: rest });
const client = new Client({ name: 'ts-stateless', version: '1.0.0' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
await client.connect(transport);

const { tools } = await client.listTools();
const body = '日本語 😀\r\n𠮷 </handoff> é';
const saved = await client.callTool({ name: 'handoff_save', arguments: { summary: 'From the TypeScript client', key: 'ts-stateless', project: 'clients', body } });
const loaded = await client.callTool({ name: 'handoff_load', arguments: { key: 'ts-stateless', project: 'clients', view: 'full' } });
const missing = await client.callTool({ name: 'handoff_load', arguments: { key: 'nothing-like-it', project: 'clients' } });
const subscription = await client.listen({ toolsListChanged: true });
await subscription.close();

console.log(JSON.stringify({
  revision: client.getNegotiatedProtocolVersion(),
  era: client.getProtocolEra(),
  tools: tools.map(tool => tool.name),
  saved: !saved.isError,
  identical: loaded.structuredContent.handoff.body === body,
  missing: missing._meta['dev.baton/error'].code,
  honored: subscription.honoredFilter.toolsListChanged,
  closed: await subscription.closed,
}));
await client.close();
