import { integ } from './support';

integ('research-synthesis');
