import { integ } from './support';

integ('article-pipeline');
