import { expect, test } from 'vitest';
import { sampleNotice } from '../../test/sample-notice.js';
import type { Notice } from './notice.js';
import { noticeBody, parseNoticeBody } from './notice-body.js';

test('a body has the shape that Standard Webhooks recommends', () => {
  const { kind: _kind, at: _at, ...data } = sampleNotice;
  expect(JSON.parse(noticeBody(sampleNotice))).toEqual({
    type: 'solarproof-import.run-needs-attention',
    timestamp: '2026-03-02T09:00:00.000Z',
    data,
  });
});

test.each<[string, Notice]>([
  ['everything', sampleNotice],
  [
    'the least',
    {
      kind: 'test',
      at: new Date(0),
      folder: '\\\\server\\share',
      account: 'a',
      watcher: 'w',
      message: 'A line\r\nbreak "and" a quote.',
    },
  ],
])('a notice with %s comes back as it was', (_what, notice) => {
  expect(parseNoticeBody(noticeBody(notice))).toEqual(notice);
});

test('what a notice is not known to have goes into no body', () => {
  const careless = { ...sampleNotice, email: 'sam@example.com', counts: { created: 1 } };
  expect(noticeBody(careless)).not.toContain('sam@example.com');
});

test.each([
  ['no JSON', '{"type":'],
  ['null', 'null'],
  ["somebody else's", JSON.stringify({ type: 'user.created', timestamp: '2026-03-02T09:00:00Z', data: {} })],
  ['a kind of a later version', noticeBody(sampleNotice).replace('run-needs-attention', 'run-sang')],
  ['a kind that every object has', noticeBody(sampleNotice).replace('run-needs-attention', 'toString')],
  ['counts that are none', noticeBody(sampleNotice).replace('97}', '"97"}').replace(':97', ':-1')],
])('%s is no notice', (_what, body) => {
  expect(parseNoticeBody(body)).toBeUndefined();
});
