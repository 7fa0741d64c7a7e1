import { integ } from './support';

integ('canary-rollout');
