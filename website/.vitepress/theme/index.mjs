/** The theme of VitePress, tabs that keep the reader's language, and what everybody can read. */
import { onContentUpdated } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { keepLanguage, showLanguage } from './languages.mjs';
import './languages.css';
import './readable.css';

/** The keys that stand in the button of the search are drawn, so that its name is all of its text. */
function drawKeys() {
  for (const key of document.querySelectorAll('.DocSearch-Button-Key:not([data-key])')) {
    key.dataset.key = key.textContent;
    key.textContent = '';
  }
}

export default {
  extends: DefaultTheme,
  setup() {
    onContentUpdated(showLanguage);
    onContentUpdated(drawKeys);
    if (!import.meta.env.SSR) { keepLanguage(); }
  },
};
