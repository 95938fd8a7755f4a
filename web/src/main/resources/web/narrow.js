/// Whether there is room for one pane alone, as on a phone; the styles use the same width.

import { ref } from './vue.js';

const query = matchMedia('(max-width: 760px)');

export const narrow = ref(query.matches);

query.addEventListener('change', () => { narrow.value = query.matches; });
