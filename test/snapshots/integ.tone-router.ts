import { integ } from './support';

integ('tone-router');
