import { integ } from './support';

integ('exported-flow');
