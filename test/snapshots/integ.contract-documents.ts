import { integ } from './support';

integ('contract-documents');
