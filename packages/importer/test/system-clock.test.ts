import { clockContract } from '@solarproof-import/testkit';
import { systemClock } from '../src/index.js';

clockContract('the system clock', () => systemClock);
