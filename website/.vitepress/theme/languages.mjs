/** The language that a reader chose in one snippet is that of all snippets, on each page; the browser keeps it. */
const KEY = 'language';
const TABS = '.vp-code-group .tabs';

/** Whether a browser keeps anything is up to its settings. */
function kept() {
  try { return localStorage.getItem(KEY); } catch { return undefined; }
}

function keep(language) {
  try { localStorage.setItem(KEY, language); } catch { /* then it holds for this page */ }
}

function check(language) {
  for (const label of document.querySelectorAll(`${TABS} label`)) {
    if (label.textContent === language) { document.getElementById(label.htmlFor).checked = true; }
  }
}

/** Shows what was chosen before. */
export function showLanguage() {
  const language = kept();
  if (language) { check(language); }
}

/** Listens for choices. */
export function keepLanguage() {
  document.addEventListener('change', ({ target }) => {
    if (!target.matches(`${TABS} input`)) { return; }
    const before = target.parentElement.getBoundingClientRect().top;
    const language = document.querySelector(`label[for="${target.id}"]`).textContent;
    keep(language);
    check(language);
    // snippets above have other heights now; what was clicked stays where it was
    window.scrollBy({ top: target.parentElement.getBoundingClientRect().top - before, behavior: 'instant' });
  });
}
