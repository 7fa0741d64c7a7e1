import { integ } from './support';

integ('blue-green');
