import type { Exchange, NoAnswerCause } from '@solarproof-import/core';
import { describe, expect, it } from 'vitest';
import { answer, serveScript, type Peer } from '../scripted-server.js';
import { answered, closed, kept, twoExchanges } from '../two-exchanges.js';

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const chunked = 'Transfer-Encoding: chunked\r\n';
const twoBytes = 'Content-Length: 2\r\n';

/** Answers the first request with these bytes, then closes the connection, resets it or leaves it open. */
function say(bytes: string | Uint8Array, then?: 'end' | 'reset'): (peer: Peer) => Promise<void> {
  return async (peer) => {
    await peer.request();
    await peer.send(bytes);
    if (then) peer[then]();
  };
}

function lost(reason: NoAnswerCause): Exchange {
  return { kind: 'no-answer', reason };
}

describe('An answer that is whole is handed over, and its request is sent once', () => {
  it.each<[string, string, ReturnType<typeof kept>]>([
    ['HTTP/1.1', answer('{}'), kept(answered('{}'))],
    ['HTTP/1.0', answer('{}', 'HTTP/1.0 200 OK\r\n'), closed(answered('{}'))],
    [
      'HTTP/1.0 that is kept alive',
      answer('{}', 'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n'),
      kept(answered('{}')),
    ],
    ['that wants to close', answer('{}', `${head}Connection: close\r\n`), closed(answered('{}'))],
    ['that is kept for a second', answer('{}', `${head}Keep-Alive: timeout=1\r\n`), closed(answered('{}'))],
    ['without a phrase', answer('{}', 'HTTP/1.1 200\r\n'), kept(answered('{}'))],
    ['after blank lines', `\r\n\r\n${answer('{}')}`, kept(answered('{}'))],
    [
      'after Early Hints',
      `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${answer('{}')}`,
      kept(answered('{}')),
    ],
    ['after Processing', `HTTP/1.1 102 Processing\r\n\r\n${answer('{}')}`, kept(answered('{}'))],
    [
      'in chunks, with extensions and a trailer',
      `${head}${chunked}\r\n1;a=b\r\n{\r\n1\r\n}\r\n0\r\nX: y\r\n\r\n`,
      kept(answered('{}')),
    ],
    [
      'that is packed as identity',
      `${head}Content-Encoding: Identity\r\n${twoBytes}\r\n{}`,
      kept(answered('{}')),
    ],
    ['that is packed as nothing', `${head}Content-Encoding:\r\n${twoBytes}\r\n{}`, kept(answered('{}'))],
    ['with a byte order mark', answer('\uFEFF{}'), kept(answered('{}'))],
    ['with a NUL', answer('{"id":"\0"}'), kept(answered('{"id":"\0"}'))],
    ['with a NUL in its phrase', answer('{}', 'HTTP/1.1 200 O\0K\r\n'), kept(answered('{}'))],
    ['with fields named as an object has', answer('{}', `${head}__proto__: 7\r\n`), kept(answered('{}'))],
    ['of no content', 'HTTP/1.1 204 No Content\r\n\r\n', kept(answered('', { status: 204 }))],
    [
      'of a status that nobody knows',
      answer('{}', 'HTTP/1.1 999 ?\r\n'),
      kept(answered('{}', { status: 999 })),
    ],
    [
      'with Retry-After twice',
      answer('', 'HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nRetry-After: 9\r\n'),
      kept(answered('', { status: 429, retryAfter: '7' })),
    ],
    ...[401, 403, 404, 408, 413, 417, 421, 425, 500, 502, 503, 504].map(
      (status): [string, string, ReturnType<typeof kept>] => [
        `of status ${status}`,
        answer('{}', `HTTP/1.1 ${status} No\r\n`),
        kept(answered('{}', { status })),
      ],
    ),
  ])('%s', async (_what, bytes, expected) => {
    expect(await twoExchanges(say(bytes))).toEqual({
      ...expected,
      next: answered('next'),
      requests: ['first', 'next'],
    });
  });

  it('that is no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(`${head}${twoBytes}\r\n`), Buffer.from([0xc3, 0x28])]);
    expect(await twoExchanges(say(bytes))).toMatchObject({ first: answered('\uFFFD('), connections: 1 });
  });

  it('that came before the request was read', async () => {
    const early = async (peer: Peer): Promise<void> => {
      await peer.send(answer('early', 'HTTP/1.1 408 Too late\r\n'));
      await peer.request();
    };
    expect(await twoExchanges(early)).toEqual({
      first: answered('early', { status: 408 }),
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 1,
    });
  });

  it.each(['end', 'reset'] as const)('that has no length and goes on until the %s', async (then) => {
    expect(await twoExchanges(say(`${head}\r\n{"id":1}`, then))).toEqual({
      first: answered('{"id":1}'),
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 2,
    });
  });

  it('that is longer than it said, of which the rest is no answer to anything', async () => {
    expect(await twoExchanges(say(`${head}Content-Length: 5\r\n\r\n{"id":1}`))).toEqual({
      first: answered('{"id"'),
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 2,
    });
  });

  it('that holds the key, which is taken out', async () => {
    const { first } = await twoExchanges(async (peer) => {
      await peer.request();
      const key = 'S3cret/key+of=these&tests';
      await peer.send(
        answer(
          JSON.stringify({ message: `${key} ${encodeURIComponent(key)} ${key.toUpperCase()}` }),
          `HTTP/1.1 429 ${encodeURIComponent(key)}\r\nRetry-After: ${key}\r\nX-Key: ${key}\r\n`,
        ),
      );
    });
    expect(first).toEqual(answered('{"message":"*** *** ***"}', { status: 429, retryAfter: '***' }));
  });
});

describe('An answer that is not whole, or makes no sense, says nothing; nothing is sent again', () => {
  it.each<[string, string, NoAnswerCause]>([
    ['that is no HTTP', 'what?\r\n\r\n', 'answer-unreadable'],
    ['of another protocol', answer('{}', 'ICY 200 OK\r\n'), 'answer-unreadable'],
    ['that is a TLS alert', '\x15\x03\x01\x00\x02\x02\x28', 'answer-unreadable'],
    ['of an HTTP that does not exist', answer('{}', 'HTTP/3.7 200 OK\r\n'), 'answer-unreadable'],
    ['with a status of two digits', answer('{}', 'HTTP/1.1 20 OK\r\n'), 'answer-unreadable'],
    ['with a status of four digits', answer('{}', 'HTTP/1.1 2000 OK\r\n'), 'answer-unreadable'],
    ['with a status below 100', answer('{}', 'HTTP/1.1 099 OK\r\n'), 'answer-unreadable'],
    ['with status 000', answer('{}', 'HTTP/1.1 000 OK\r\n'), 'answer-unreadable'],
    ['with bare line feeds', answer('{}').replaceAll('\r\n', '\n'), 'answer-unreadable'],
    ['with a field without a colon', `${head}what\r\n\r\n`, 'answer-unreadable'],
    ['with a space before a colon', `${head}Content-Length : 2\r\n\r\n{}`, 'answer-unreadable'],
    ['with a folded field', `${head}X: a\r\n b\r\n${twoBytes}\r\n{}`, 'answer-unreadable'],
    ['with a NUL in a field', `${head}X: a\0b\r\n${twoBytes}\r\n{}`, 'answer-unreadable'],
    ['with a length twice', `${head}${twoBytes}${twoBytes}\r\n{}`, 'answer-unreadable'],
    ['with two lengths', `${head}${twoBytes}Content-Length: 3\r\n\r\n{}`, 'answer-unreadable'],
    ['with a list of lengths', `${head}Content-Length: 2, 2\r\n\r\n{}`, 'answer-unreadable'],
    ['with a length below nothing', `${head}Content-Length: -2\r\n\r\n{}`, 'answer-unreadable'],
    [
      'with a length beyond counting',
      `${head}Content-Length: ${'9'.repeat(30)}\r\n\r\n{}`,
      'answer-unreadable',
    ],
    [
      'in chunks and with a length',
      `${head}${chunked}${twoBytes}\r\n2\r\n{}\r\n0\r\n\r\n`,
      'answer-unreadable',
    ],
    [
      'with a length and in chunks',
      `${head}${twoBytes}${chunked}\r\n2\r\n{}\r\n0\r\n\r\n`,
      'answer-unreadable',
    ],
    ['with a chunk of no size', `${head}${chunked}\r\nzz\r\n{}\r\n`, 'answer-unreadable'],
    ['with a chunk beyond counting', `${head}${chunked}\r\n${'f'.repeat(17)}\r\n{}`, 'answer-unreadable'],
    ['with a chunk longer than its size', `${head}${chunked}\r\n1\r\n{}\r\n0\r\n\r\n`, 'answer-unreadable'],
    ['that is packed', `${head}Content-Encoding: gzip\r\n${twoBytes}\r\n{}`, 'answer-unreadable'],
    [
      'that is packed twice',
      `${head}Content-Encoding: identity\r\nContent-Encoding: br\r\n${twoBytes}\r\n{}`,
      'answer-unreadable',
    ],
    ['with a field too long', `${head}X: ${'x'.repeat(100_000)}\r\n${twoBytes}\r\n{}`, 'answer-too-large'],
    ['with too many fields', `${head}${'X: y\r\n'.repeat(50_000)}${twoBytes}\r\n{}`, 'answer-too-large'],
    [
      'with too many fields after its chunks',
      `${head}${chunked}\r\n2\r\n{}\r\n0\r\n${'X: y\r\n'.repeat(50_000)}\r\n`,
      'answer-too-large',
    ],
    // undici closes the connection on a 100 that was not asked for (lib/dispatcher/client-h1.js, onHeadersComplete).
    ['after a Continue', `HTTP/1.1 100 Continue\r\n\r\n${answer('{}')}`, 'connection-lost'],
    ['that is a Continue, and then silence', 'HTTP/1.1 100 Continue\r\n\r\n', 'connection-lost'],
    [
      'that changes the protocol',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n',
      'connection-lost',
    ],
  ])('%s', async (_what, bytes, reason) => {
    expect(await twoExchanges(say(bytes))).toEqual({
      first: lost(reason),
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 2,
    });
  });

  const beginnings: readonly [string, string, NoAnswerCause][] = [
    ['before its first byte', '', 'connection-lost'],
    ['in its first line', 'HTTP/1.1 20', 'connection-lost'],
    ['in its fields', `${head}Content-Le`, 'connection-lost'],
    ['after Early Hints', 'HTTP/1.1 103 Early Hints\r\n\r\n', 'connection-lost'],
    ['after its fields', `${head}Content-Length: 50\r\n\r\n`, 'answer-cut-off'],
    ['in its body', `${head}Content-Length: 50\r\n\r\n{"id`, 'answer-cut-off'],
    ['in a body that closes', `${head}Connection: close\r\nContent-Length: 50\r\n\r\n{"id`, 'answer-cut-off'],
    ['after a whole chunk', `${head}${chunked}\r\n2\r\n{}\r\n`, 'answer-cut-off'],
    // To undici this is an error of the parser, without a code.
    ['in chunks that close', `${head}Connection: close\r\n${chunked}\r\n2\r\n{}\r\n`, 'answer-unreadable'],
    ['before the last line of its chunks', `${head}${chunked}\r\n2\r\n{}\r\n0\r\n`, 'answer-cut-off'],
  ];
  const endings = [
    ['a FIN', 'end'],
    ['an RST', 'reset'],
  ] as const;
  const cutShort = endings.flatMap(([by, then]) =>
    beginnings.map(([where, bytes, reason]) => [`${where}, by ${by}`, say(bytes, then), reason] as const),
  );
  it.each(cutShort)('that ends %s', async (_where, script, reason) => {
    expect(await twoExchanges(script)).toEqual({
      first: lost(reason),
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 2,
    });
  });
});

describe('A redirect is an answer, and nobody goes there', () => {
  const codes = [301, 302, 303, 307, 308];
  it.each(codes)('%i to another address of the same server', async (status) => {
    const redirect = answer('', `HTTP/1.1 ${status} Moved\r\nLocation: /apidata.php?mark=moved\r\n`);
    expect(await twoExchanges(say(redirect))).toEqual({
      first: answered('', { status }),
      next: answered('next'),
      requests: ['first', 'next'],
      connections: 1,
    });
  });

  it.each(codes)('%i to another server, which sees no connection', async (status) => {
    const other = await serveScript(() => undefined);
    const redirect = answer(
      '',
      `HTTP/1.1 ${status} Moved\r\nLocation: ${other.url}?mark=moved\r\nRefresh: 0\r\n`,
    );
    expect(await twoExchanges(say(redirect))).toMatchObject({
      first: answered('', { status }),
      connections: 1,
    });
    expect(other.peers).toEqual([]);
    await other.close();
  });
});
