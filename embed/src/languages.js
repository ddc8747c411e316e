// A table of all languages, made of the catalogues by ./dev words: a row is a language's tag in
// lower case, and its texts in the order of words.js.
import TABLE from './languages.json';

const INSTEAD = { nb: 'no', nn: 'no', iw: 'he' };

/**
 * Return the texts of the language that is nearest to this tag, or of English.
 *
 * tag: in lower case. All of it counts, else for Chinese its script, else its language.
 */
export function wordsIn(tag) {
  const [language] = tag.split('-');
  const script = /hant|^zh-(tw|hk|mo)/.test(tag) ? 'zh-hant' : 'zh-hans';
  const wanted = [tag, language == 'zh' && script, INSTEAD[language] ?? language, 'en'];
  for (const one of wanted) for (const [name, ...texts] of TABLE) if (name == one) return texts;
}
