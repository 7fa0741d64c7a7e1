import { integ } from './support';

integ('refine-loop');
