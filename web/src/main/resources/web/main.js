/// The beginning: settings, then the view, then the connection.

import { createApp } from './vue.js';
import { applyTheme } from './settings.js';
import { session } from './messenger.js';
import { Root } from './views/root.js';

applyTheme();
createApp(Root).mount('#app');
await session.begin();
