import { memoryJournal } from '@solarproof-import/core';
import { journalContract } from '@solarproof-import/testkit';

journalContract('memory', memoryJournal);
