import { rowStatuses } from '@solarproof-import/importer';
import { z } from 'zod';
import { noticeKinds, type Notice, type NoticeKind } from './notice.js';

const typePrefix = 'solarproof-import.';

const text = z.string().exactOptional();

const dataSchema = z.object({
  folder: z.string(),
  account: z.string(),
  watcher: z.string(),
  message: z.string(),
  next: text,
  file: text,
  results: text,
  delivery: text,
  runId: text,
  sha256: text,
  counts: z.partialRecord(z.enum(rowStatuses), z.int().min(0)).exactOptional(),
  code: text,
});

const bodySchema = z.object({
  type: z.string().startsWith(typePrefix),
  timestamp: z.iso.datetime(),
  data: dataSchema,
});

/**
 * A notice as JSON, in the shape that Standard Webhooks recommends: `{"type": "solarproof-import.run-finished", "timestamp":
 * …, "data": { … }}`. It is what the outbox keeps and what a webhook gets. Only what a notice is known to have goes into it.
 */
export function noticeBody(notice: Notice): string {
  const { kind, at } = notice;
  const data = dataSchema.parse(notice);
  return JSON.stringify({ type: `${typePrefix}${kind}`, timestamp: at.toISOString(), data });
}

/** The notice that a body holds; `undefined` where it is none of ours, or of a kind that this version does not know. */
export function parseNoticeBody(body: string): Notice | undefined {
  const parsed = bodySchema.safeParse(jsonIn(body));
  if (!parsed.success) return undefined;
  const { type, timestamp, data } = parsed.data;
  const kind = type.slice(typePrefix.length);
  return isKind(kind) ? { kind, at: new Date(timestamp), ...data } : undefined;
}

function isKind(text: string): text is NoticeKind {
  return Object.hasOwn(noticeKinds, text);
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
