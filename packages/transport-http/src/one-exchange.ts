import type { Exchange, NoAnswerCause } from '@solarproof-import/core';
import type { Dispatcher } from 'undici';
import { AnswerBody } from './answer-body.js';
import { exchangeFailure, type ExchangeStage } from './exchange-failure.js';

type Controller = Dispatcher.DispatchController;

/**
 * Follows one request through undici to its one exchange. undici calls `onRequestStart` directly before it writes the first
 * byte (lib/dispatcher/client-h1.js, writeH1): an error before that is proof that nothing left.
 */
export class OneExchange implements Dispatcher.DispatchHandler {
  readonly result: Promise<Exchange>;
  readonly #resolve: (exchange: Exchange) => void;
  #stage: ExchangeStage = 'queued';
  #controller: Controller | undefined;
  #cut = false;
  #status = 0;
  #retryAfter: string | undefined;
  readonly #body = new AnswerBody();

  constructor() {
    let resolve: (exchange: Exchange) => void = () => undefined;
    this.result = new Promise((done) => {
      resolve = done;
    });
    this.#resolve = resolve;
  }

  /** Ends the exchange from our side. */
  cut(reason: 'time-out' | 'aborted'): void {
    if (this.#stage === 'queued') {
      this.#resolve({ kind: 'not-sent', reason: reason === 'time-out' ? 'connect-time-out' : 'aborted' });
    } else {
      this.#resolve({ kind: 'no-answer', reason });
    }
    this.#drop();
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#cut) controller.abort(new Error('cut'));
    else this.#stage = 'writing';
  }

  onResponseStart(
    _controller: Controller,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.#stage = 'reading';
    this.#status = status;
    const retryAfter = headers['retry-after'];
    this.#retryAfter = Array.isArray(retryAfter) ? retryAfter[0] : retryAfter;
    // None was asked for; unpacking what a stranger packed is how small answers become large ones.
    if (isPacked(headers['content-encoding'])) this.#giveUp('answer-unreadable');
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    if (!this.#body.add(chunk)) this.#giveUp('answer-too-large');
  }

  onResponseEnd(): void {
    this.#resolve({
      kind: 'answered',
      status: this.#status,
      ...(this.#retryAfter === undefined ? {} : { retryAfter: this.#retryAfter }),
      body: this.#body.text(),
    });
  }

  onResponseError(_controller: Controller | undefined, error: unknown): void {
    this.#resolve(exchangeFailure(error, this.#stage));
  }

  #giveUp(reason: NoAnswerCause): void {
    this.#resolve({ kind: 'no-answer', reason });
    this.#drop();
  }

  #drop(): void {
    this.#cut = true;
    this.#controller?.abort(new Error('cut'));
  }
}

function isPacked(encoding: string | string[] | undefined): boolean {
  return ![undefined, '', 'identity'].includes(String(encoding ?? '').toLowerCase());
}
