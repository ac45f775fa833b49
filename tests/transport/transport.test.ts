import assert from "node:assert/strict";
import { connect, request, turns } from "./pipe.ts";

const ids = (lines: string[]) => lines.map((line) => JSON.parse(line).id);

Deno.test("`StdioTransport` gives messages on in order and sends answers in order", async () => {
  const { source, sink, received, transport, until, answer } = connect();
  source.send(`\u{FEFF}${request(1)}\r`, `${request(2)}\n\n${request(3)}`, '{"jsonrpc":"2.0","method":"x"}');
  await until(4);
  assert.deepEqual(received.map((message) => "id" in message ? message.id : "none"), [1, 2, 3, "none"]);
  for (const id of [3, 1, 2]) void answer(id);
  source.end();
  assert.equal(await transport.ended, "end of input");
  await transport.close();
  assert.deepEqual(sink.lines, [
    '{"jsonrpc":"2.0","id":3,"result":{}}',
    '{"jsonrpc":"2.0","id":1,"result":{}}',
    '{"jsonrpc":"2.0","id":2,"result":{}}',
  ]);
  assert.equal(sink.writes.length, 1, "answers of one turn share a write");
});

Deno.test("`StdioTransport` refuses a line over 4 MiB and serves the next", async () => {
  const { source, sink, received, transport, until, answer } = connect();
  const chunk = new Uint8Array(65_536).fill(120);
  for (let size = 0; size <= 4_194_304; size += chunk.length) {
    source.send(chunk);
  }
  source.send("", request(1));
  await until(1);
  await answer(1);
  assert.deepEqual(await sink.until(2), [
    '{"jsonrpc":"2.0","error":{"code":-32600,"message":"Message is longer than 4194304 bytes"}}',
    '{"jsonrpc":"2.0","id":1,"result":{}}',
  ]);
  assert.equal(received.length, 1);
  await transport.close();
});

Deno.test("`StdioTransport` serves a line of 4 MiB", async () => {
  const { source, received, transport, until } = connect();
  const [head = "", tail = ""] = request(1, "ping", { text: "%" }).split("%");
  const text = head + "x".repeat(4_194_304 - head.length - tail.length) + tail;
  source.send(text);
  await until(1);
  assert.equal(JSON.stringify(received[0]).length, 4_194_304);
  await transport.close();
});

Deno.test("`StdioTransport` serves on after bytes that are no UTF-8", async () => {
  const { source, sink, transport, until } = connect();
  source.send(new Uint8Array([0xff, 0xfe, 10]), new Uint8Array([0xe2, 0x82]), "", request(1));
  await until(1);
  assert.deepEqual(await sink.until(2), [
    '{"jsonrpc":"2.0","error":{"code":-32700,"message":"Message is not valid UTF-8"}}',
    '{"jsonrpc":"2.0","error":{"code":-32700,"message":"Message is not valid UTF-8"}}',
  ]);
  await transport.close();
});

Deno.test("`StdioTransport` refuses an id that is in flight and takes it again once it is answered", async () => {
  const { source, sink, received, transport, until, answer } = connect();
  source.send(request(1), request(1), request("1"));
  await until(2);
  assert.deepEqual(await sink.until(1), [
    '{"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"Request id is already in use"}}',
  ]);
  await answer(1);
  source.send(request(1));
  await until(3);
  assert.deepEqual(received.map((message) => "id" in message && message.id), [1, "1", 1]);
  await transport.close();
});

Deno.test("`StdioTransport` forgets a cancelled call", async () => {
  const { source, received, transport, until } = connect();
  source.send(
    request(1),
    '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}',
    request(1),
  );
  await until(3);
  assert.deepEqual(received.map((message) => "method" in message && message.method), [
    "ping",
    "notifications/cancelled",
    "ping",
  ]);
  source.send('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}');
  source.end();
  assert.equal(await transport.ended, "end of input");
  await transport.close();
});

Deno.test("`StdioTransport` gives a response on and never answers it", async () => {
  const { source, sink, received, transport, until } = connect();
  source.send(
    '{"jsonrpc":"2.0","id":1,"result":{}}',
    '{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}}',
  );
  await until(2);
  source.end();
  await transport.ended;
  await transport.close();
  assert.deepEqual(sink.lines, []);
  assert.equal(received.length, 2);
});

Deno.test("`StdioTransport` stops reading at 1,024 calls in flight and goes on at half", async () => {
  const { source, received, transport, until, answer } = connect();
  const lines = Array.from({ length: 1_100 }, (_, id) => request(id));
  // Most of them in one chunk: the bound holds within a chunk as well.
  source.send(lines.slice(0, 1_050).join("\n"), ...lines.slice(1_050));
  await until(1_024);
  await turns();
  assert.deepEqual([received.length, source.taken], [1_024, 1]);
  for (let id = 0; id < 511; id++) await answer(id);
  await turns();
  assert.equal(received.length, 1_024);
  await answer(511);
  await until(1_100);
  await transport.close();
});

Deno.test("`StdioTransport` stops reading with 8 MiB waiting and goes on at half", async () => {
  const { source, sink, received, transport, until, answer } = connect();
  sink.hold();
  source.send(request(1), request(2));
  await until(2);
  await answer(1, 8_388_608 - 50);
  source.send(request(3));
  await until(3);
  await answer(2, 100);
  source.send(request(4));
  // The read that was under way gives one more line; then nothing is read.
  await until(4);
  for (let id = 5; id < 20; id++) source.send(request(id));
  await turns();
  assert.deepEqual([received.length, source.taken], [4, 4]);
  sink.release();
  await until(19);
  assert.ok(sink.writes.reduce((sum, size) => sum + size, 0) >= 4_194_304);
  await transport.close();
});

Deno.test("`StdioTransport` drops notifications while 8 MiB wait, but no answer", async () => {
  const { source, sink, transport, until, answer } = connect({ waiting: 1_000 });
  sink.hold();
  source.send(request(1), request(2));
  await until(2);
  await answer(1, 1_000);
  await transport.send({ jsonrpc: "2.0", method: "notifications/message" });
  await answer(2);
  sink.release();
  source.end();
  await transport.ended;
  await transport.close();
  assert.deepEqual(ids(sink.lines), [1, 2]);
});

Deno.test("`StdioTransport` loses nothing where the output takes a few bytes at a time", async () => {
  const { source, sink, transport, until, answer } = connect();
  sink.most = 3;
  for (let id = 0; id < 50; id++) source.send(request(id));
  await until(50);
  for (let id = 0; id < 50; id++) await answer(id);
  source.end();
  await transport.ended;
  await transport.close();
  assert.deepEqual(ids(sink.lines), Array.from({ length: 50 }, (_, id) => id));
});

Deno.test("`StdioTransport` tries a full output again", async () => {
  const { source, sink, transport, until, answer } = connect();
  const write = sink.write;
  sink.write = () => {
    sink.write = write;
    return Promise.reject(new Deno.errors.WouldBlock("Resource temporarily unavailable"));
  };
  source.send(request(1));
  await until(1);
  await answer(1);
  assert.deepEqual(await sink.until(1), ['{"jsonrpc":"2.0","id":1,"result":{}}']);
  await transport.close();
});

Deno.test("`StdioTransport` lets a reader that is slow, but reads, have all at the end of input", async () => {
  const { source, sink, transport, until, answer } = connect({ flush: 0 });
  source.send(request(1));
  await until(1);
  sink.most = 8_192;
  const write = sink.write.bind(sink);
  sink.write = async (bytes) => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    return write(bytes);
  };
  source.end();
  await answer(1, 100_000);
  await transport.ended;
  await transport.close();
  assert.deepEqual(ids(sink.lines), [1]);
});

Deno.test("`StdioTransport` answers an internal error where an answer has no JSON", async () => {
  const { source, sink, transport, until } = connect();
  source.send(request(1));
  await until(1);
  await transport.send({ jsonrpc: "2.0", id: 1, result: { big: 1n } });
  assert.deepEqual(await sink.until(1), [
    '{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"Internal error"}}',
  ]);
  await assert.rejects(transport.send({ jsonrpc: "2.0", method: "x", params: { big: 1n } }), TypeError);
  await transport.close();
});

Deno.test("`StdioTransport` answers an internal error where the server throws", async () => {
  const { source, sink, transport } = connect();
  transport.onmessage = () => {
    throw new Error("A secret");
  };
  source.send(request(1));
  assert.deepEqual(await sink.until(1), [
    '{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"Internal error"}}',
  ]);
  await transport.close();
});

Deno.test("`StdioTransport` serves a last line without a newline", async () => {
  const { source, received, transport, until, answer } = connect();
  source.send(new TextEncoder().encode(request(1)));
  source.end();
  await until(1);
  await answer(1);
  await transport.ended;
  await transport.close();
  assert.equal(received.length, 1);
});
