import type { OutboxMessage, OutboxStore } from '@solarproof-import/importer';

/** An outbox in memory. Changes take effect at once, before anybody waits for them. */
export function memoryOutbox(): OutboxStore & { readonly messages: OutboxMessage[] } {
  const messages: OutboxMessage[] = [];
  const indexOf = (id: string): number => messages.findIndex((message) => message.id === id);
  return {
    messages,
    add: (message) => {
      messages.push({ ...message, tries: 0 });
      return Promise.resolve();
    },
    waiting: () => Promise.resolve([...messages].sort((a, b) => a.created.getTime() - b.created.getTime())),
    tried: (id) => {
      const message = messages[indexOf(id)];
      if (message) messages[indexOf(id)] = { ...message, tries: message.tries + 1 };
      return Promise.resolve();
    },
    remove: (id) => {
      if (indexOf(id) >= 0) messages.splice(indexOf(id), 1);
      return Promise.resolve();
    },
  };
}
