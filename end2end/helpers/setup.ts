import { fillSamples } from './database';

export default fillSamples;
