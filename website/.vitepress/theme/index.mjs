/** The theme of VitePress, and tabs that keep the reader's language. */
import { onContentUpdated } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { keepLanguage, showLanguage } from './languages.mjs';
import './languages.css';

export default {
  extends: DefaultTheme,
  setup() {
    onContentUpdated(showLanguage);
    if (!import.meta.env.SSR) { keepLanguage(); }
  },
};
