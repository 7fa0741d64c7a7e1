import { integ } from './support';

integ('topic-summary');
