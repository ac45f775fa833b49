import assert from "node:assert/strict";
import { connect, request, turns } from "./pipe.ts";

const UNFINISHED =
  '{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"Server stopped before the call was done, its outcome is unknown"}}';

const acknowledged = (id: number) => ({
  jsonrpc: "2.0" as const,
  method: "notifications/subscriptions/acknowledged",
  params: { _meta: { "io.modelcontextprotocol/subscriptionId": id } },
});

/** Whether a promise is settled, after a few turns of the event loop. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => settled = true);
  await turns();
  return settled;
}

Deno.test("`StdioTransport.ended` waits for the calls in flight at the end of input", async () => {
  const { source, sink, transport, until, answer } = connect();
  source.send(request(1));
  source.end();
  await until(1);
  assert.equal(await isSettled(transport.ended), false);
  await answer(1);
  assert.equal(await transport.ended, "end of input");
  await transport.close();
  assert.equal(await transport.finished, "end of input");
  assert.deepEqual(sink.lines, ['{"jsonrpc":"2.0","id":1,"result":{}}']);
});

Deno.test("`StdioTransport.ended` gives a call up at the limit, and `close` tells its caller", async () => {
  const { source, sink, transport, until, answer } = connect({ drain: 1 });
  source.send(request(1));
  await until(1);
  transport.stop("SIGTERM");
  assert.equal(await transport.ended, "SIGTERM");
  await transport.close();
  await answer(1);
  assert.deepEqual(sink.lines, [UNFINISHED]);
});

Deno.test("`StdioTransport.stop` reads no more", async () => {
  const { source, received, transport, until, answer } = connect();
  source.send(request(1));
  await until(1);
  transport.stop("SIGINT");
  source.send(request(2));
  await answer(1);
  assert.equal(await transport.ended, "SIGINT");
  await transport.close();
  assert.deepEqual([received.length, source.cancelled], [1, true]);
});

Deno.test("`StdioTransport.stop` lets go what was read and not yet given on", async () => {
  const { source, received, transport, until, answer } = connect({ calls: 1 });
  source.send(`${request(1)}\n${request(2)}`);
  await until(1);
  transport.stop("SIGTERM");
  await answer(1);
  await transport.close();
  await turns();
  assert.equal(received.length, 1);
});

Deno.test("`StdioTransport.stop` does not serve a line that it cut", async () => {
  const { source, received, transport, until, answer } = connect();
  source.send(new TextEncoder().encode(`${request(1)}\n${request(2)}`));
  await until(1);
  await answer(1);
  transport.stop("SIGTERM");
  await transport.close();
  await turns();
  assert.equal(received.length, 1);
});

Deno.test("`StdioTransport.close` gives up a client that ended its input and reads nothing", async () => {
  const { source, sink, transport, until, answer } = connect({ flush: 1 });
  sink.hold();
  source.send(request(1));
  source.end();
  await until(1);
  await answer(1);
  assert.equal(await transport.ended, "end of input");
  await transport.close();
  assert.deepEqual(sink.lines, []);
});

Deno.test("`StdioTransport` frees the id of a subscription that was answered", async () => {
  const { source, received, transport, until, answer } = connect();
  source.send(request(7, "subscriptions/listen"));
  await until(1);
  await transport.send(acknowledged(7));
  await answer(7);
  source.send(request(7));
  await until(2);
  assert.equal(received.length, 2);
  await answer(7);
  await transport.close();
});

Deno.test("`StdioTransport.stop` gives up a client that does not read", async () => {
  const { source, sink, transport, until, answer } = connect({ flush: 1 });
  sink.hold();
  source.send(request(1));
  await until(1);
  await answer(1);
  transport.stop("SIGTERM");
  await transport.ended;
  await transport.close();
  assert.equal(await transport.finished, "SIGTERM");
  assert.deepEqual(sink.lines, []);
});

Deno.test("`StdioTransport.stop` waits for nothing the second time", async () => {
  const { source, sink, transport, until, answer } = connect();
  sink.hold();
  source.send(request(1), request(2));
  await until(2);
  await answer(2);
  transport.stop("SIGTERM");
  assert.equal(await isSettled(transport.ended), false);
  transport.stop("SIGINT");
  assert.equal(await transport.ended, "SIGTERM");
  await transport.close();
  assert.equal(await transport.finished, "SIGTERM");
});

Deno.test("`StdioTransport` does not wait for a subscription, nor lets its id be taken", async () => {
  const { source, sink, transport, until, answer } = connect();
  source.send(request(7, "subscriptions/listen"));
  await until(1);
  source.send(request(8));
  await until(2);
  await answer(8);
  await transport.send(acknowledged(7));
  source.send(request(7));
  source.end();
  assert.equal(await transport.ended, "end of input");
  await answer(7);
  await transport.close();
  assert.deepEqual(sink.lines, [
    '{"jsonrpc":"2.0","id":8,"result":{}}',
    JSON.stringify(acknowledged(7)),
    '{"jsonrpc":"2.0","id":7,"error":{"code":-32600,"message":"Request id is already in use"}}',
    '{"jsonrpc":"2.0","id":7,"result":{}}',
  ]);
});

Deno.test("`StdioTransport` ends where nobody reads its output", async () => {
  const { source, sink, transport, until, answer } = connect();
  source.send(request(1), request(2));
  await until(2);
  sink.fail(new Deno.errors.BrokenPipe("Broken pipe"));
  await answer(1);
  assert.equal(await transport.ended, "output closed");
  let closed = 0;
  transport.onclose = () => closed++;
  await transport.close();
  await transport.close();
  assert.equal(await transport.finished, "output closed");
  assert.equal(closed, 1);
});

Deno.test("`StdioTransport` ends where its input fails", async () => {
  const { source, transport } = connect();
  source.fail(new Error("Input is gone"));
  assert.equal(await transport.ended, "end of input");
  await transport.close();
});

Deno.test("`StdioTransport.close` ends it where the server hangs up", async () => {
  const { source, transport } = connect();
  await transport.close();
  assert.equal(await transport.ended, "closed");
  assert.equal(await transport.finished, "closed");
  assert.equal(source.cancelled, true);
});
