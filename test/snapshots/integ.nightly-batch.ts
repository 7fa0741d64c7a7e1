import { integ } from './support';

integ('nightly-batch');
