import {
  emailKey,
  type ApiRequest,
  type Clock,
  type Exchange,
  type Transport,
} from '../packages/core/src/index.js';
import { sandboxTransport } from '../packages/testkit/src/sandbox-transport.js';
import { never, type Life } from './life.js';
import type { Random } from './random.js';
import { apiKey, type SimulatedAccount, type World } from './world.js';

/** What a transport is watched for. */
export interface WatchedTransportOptions {
  readonly account: SimulatedAccount;
  readonly clock: Clock;
  readonly life: Life;
  readonly random: Random;
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly rate: number | undefined;
  /** Whether a create for an e-mail has its durable intent. */
  hasIntent(email: string): boolean;
  /** Whether the run was told to stop. */
  isStopping(): boolean;
}

/** A transport, and what went over it. */
export interface WatchedTransport {
  readonly transport: Transport;
  /** Creates that left. */
  creates(): number;
}

/**
 * A process's way to the sandbox. Every request can be the process's last step: before it leaves, when the server has it, when
 * its answer is there. Notes in `world.broken` what must never leave.
 */
export function watchedTransport(world: World, options: WatchedTransportOptions): WatchedTransport {
  const { account, clock, life, random, timeoutMs } = options;
  const inner = sandboxTransport(account.sandbox, { clock, apiKey, timeoutMs });
  const watch = new LeavingWatch(world, options);
  const exchange = async (request: ApiRequest, signal?: AbortSignal): Promise<Exchange> => {
    const name = nameOf(request);
    if (!life.step(`${name} leaves`)) return never();
    if (random.chance(world.server.unreachableShare)) {
      world.trace(() => `  ${name} ✕ nobody there`);
      return { kind: 'not-sent', reason: 'refused' };
    }
    watch.leaves(request, name);
    const answer = inner.exchange(request, signal);
    if (!life.step(`${name} has arrived`)) return never();
    const got = await answer;
    if (!life.isAlive) return never();
    watch.answered(got);
    world.trace(() => `  ${name} ◄ ${told(got)}`);
    if (!life.step(`${name} is answered`)) return never();
    return got;
  };
  return {
    transport: { host: 'sandbox', exchange, close: () => Promise.resolve() },
    creates: () => watch.creates,
  };
}

/** Watches what leaves: concurrency, rate, pauses, intents, nothing after a stop. */
class LeavingWatch {
  readonly #world: World;
  readonly #options: WatchedTransportOptions;
  #inFlight = 0;
  #pausedFrom = 0;
  #pausedUntil = 0;
  readonly #createdAt: number[] = [];

  constructor(world: World, options: WatchedTransportOptions) {
    this.#world = world;
    this.#options = options;
  }

  get creates(): number {
    return this.#createdAt.length;
  }

  leaves(request: ApiRequest, name: string): void {
    const { concurrency, isStopping } = this.#options;
    const { now } = this.#world.time;
    this.#world.trace(() => `  ${name} ►`);
    this.#inFlight += 1;
    this.#expect(
      this.#inFlight <= concurrency,
      () => `${this.#inFlight} requests at once, ${concurrency} allowed`,
    );
    this.#expect(!isStopping(), () => `${name} left after the run was told to stop`);
    this.#expect(
      now >= this.#pausedUntil || now <= this.#pausedFrom,
      () => `${name} left at ${now}, within the Retry-After of an answer, until ${this.#pausedUntil}`,
    );
    const email = request.data?.['email'];
    if (typeof email === 'string') this.#createLeaves(email, now);
  }

  answered(exchange: Exchange): void {
    this.#inFlight -= 1;
    if (exchange.kind !== 'answered' || (exchange.status !== 429 && exchange.status !== 503)) return;
    if (!/^\d+$/.test(exchange.retryAfter ?? '')) return;
    // What leaves at the same moment did not know yet.
    this.#pausedFrom = this.#world.time.now;
    this.#pausedUntil = Math.max(
      this.#pausedUntil,
      this.#world.time.now + Number(exchange.retryAfter) * 1000,
    );
  }

  #createLeaves(email: string, now: number): void {
    const { hasIntent, rate } = this.#options;
    this.#expect(hasIntent(email), () => `a create of ${email} left without a durable intent`);
    this.#createdAt.push(now);
    if (rate === undefined) return;
    const most = Math.max(1, Math.floor(rate));
    const inOneSecond = this.#createdAt.filter((at) => now - at < 1000).length;
    this.#expect(inOneSecond <= most, () => `${inOneSecond} creates within a second, ${rate} allowed`);
  }

  #expect(holds: boolean, say: () => string): void {
    if (!holds) this.#world.broken.push(say());
  }
}

function nameOf({ query, data }: ApiRequest): string {
  const about = data?.['email'] ?? query['customer_email'] ?? `page ${query['page']}`;
  return `${query['action']?.replace(/customer(id|s)?$/, '')} ${emailKey(String(about)).replace('@example.com', '')}`;
}

function told(exchange: Exchange): string {
  if (exchange.kind !== 'answered') return `${exchange.kind}: ${exchange.reason}`;
  const { status, body, retryAfter } = exchange;
  return `${status} ${body.replace(/\s+/g, ' ').slice(0, 70)}${retryAfter === undefined ? '' : ` (wait ${retryAfter})`}`;
}
