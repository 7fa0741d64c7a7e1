import { integ } from './support';

integ('published-flow');
