import { integ } from './support';

integ('loan-decision');
