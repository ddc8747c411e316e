import { after, Later } from './native.js';

// The words that are needed before the server has answered. English is here; the other languages
// are a file of their own, which only pages in another language load.
const ENGLISH = ['Loading the summary', 'The summary did not load.', 'Open the summary on its own page'];
let translated = () => ENGLISH;

/** Return these words in the language of the widget's place in the page, as far as they are there. */
export function wordsFor(button) {
  const [loading, failed, openPage] = translated(tagAt(button));
  return { loading, failed, openPage };
}

/** Resolve when the words in the language of the widget's place are there, or do not come within a second. */
export async function loadWords(button) {
  if (/^en\b/.test(tagAt(button) || 'en')) return;
  await new Later((done) => {
    const loaded = import(LANGUAGES_FILE).then((module) => (translated = module.wordsIn));
    loaded.then(done, done);
    after(button, 1e3, done);
  });
}

/** The lang of the widget or of what is nearest around it. */
function tagAt(button) {
  const around = button.getRootNode().host?.closest('[lang]') ?? document.documentElement;
  return (around.getAttribute('lang') ?? '').toLowerCase().replaceAll('_', '-');
}
