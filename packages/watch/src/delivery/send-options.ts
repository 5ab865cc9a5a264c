import path from 'node:path';
import type { WatchListener } from '../watch-event.js';
import type { AccountAccess } from '../watched-folder.js';
import { ownWorkbookName } from '../folder/file-names.js';
import type {
  Delivery,
  EventListener,
  PrepareOptions,
  ResultOptions,
  SendOptions,
  State,
} from '@solarproof-import/importer';
import type { DeliveryContext, Taken } from './delivery-context.js';
import { approveCommand } from './end-delivery.js';

/** How the rows of a delivery are sent. @param delivery one that was approved has no limit of errors any more */
export function sendOptions(
  taken: Taken,
  { access, delivery }: { readonly access: AccountAccess; readonly delivery: Delivery },
  context: DeliveryContext,
): PrepareOptions & SendOptions & { readonly state: State } {
  const { folder, state, clock, stop, cutOff, tell } = context;
  return {
    ...resultOptions(taken, context),
    ...folder.pace,
    state,
    clock,
    stop,
    cutOff,
    signal: stop,
    onEvent: runEvents(taken, tell),
    transport: access.transport,
    maxErrors: delivery.approved === undefined ? folder.maxErrors : undefined,
    recheck: folder.duplicates === 'recheck',
    kept: access.apiUrl === undefined ? {} : { apiUrl: access.apiUrl },
  };
}

/** Tells the events of a delivery's run. */
export function runEvents({ id: delivery }: Pick<Taken, 'id'>, tell: WatchListener): EventListener {
  return (event) => tell({ ...event, delivery });
}

/** Where a delivery's workbook is written first: beside its file, wherever that is now. */
export function resultOptions(taken: Taken, context: DeliveryContext): ResultOptions {
  return { output: path.join(taken.dir, ownWorkbookName(taken.name, 'result')), ...stepsOf(taken, context) };
}

/** Where the workbook of its check is written. */
export function checkOptions(taken: Taken, context: DeliveryContext): ResultOptions {
  return { output: path.join(taken.dir, ownWorkbookName(taken.name, 'check')), ...stepsOf(taken, context) };
}

/** What a person does next about a list in this folder. */
function stepsOf(
  taken: Pick<Taken, 'id'>,
  { folder }: Pick<DeliveryContext, 'folder'>,
): Pick<ResultOptions, 'flags'> {
  const watch = { approve: approveCommand(taken, folder) };
  return { flags: { sameFile: [], result: [], resume: [], watch } };
}
