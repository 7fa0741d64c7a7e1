import { integ } from './support';

integ('batch-extraction');
