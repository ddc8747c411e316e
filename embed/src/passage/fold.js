// Folds texts so that a page and what the server keeps of it can be compared: see widget/rules/folding.json.

const kept = FOLDING.kept.map((name) => `\\p{${name}}`).join('');
const figures = FOLDING.figures.map((name) => `\\p{${name}}`).join('');
const OTHER = new RegExp(`[^${kept}]|${FOLDING.silent}`, 'gu');
const SIGNS = new RegExp(FOLDING.signs, 'g');
const NOTES = new RegExp(FOLDING.notes, 'g');
const FIGURES = new RegExp(`[${figures}]+`, 'gu');
const LETTERS = new RegExp(`[${Object.keys(FOLDING.letters).join('')}]`, 'g');

/** Return the letters and digits of a text, and nothing between them. */
export function letters(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text.replace(/[^a-z\d]+/gi, '').toLowerCase();
  return text
    .replace(SIGNS, '')
    .normalize(FOLDING.form)
    .replace(OTHER, '')
    .toUpperCase()
    .toLowerCase()
    .replace(LETTERS, (letter) => FOLDING.letters[letter]);
}

/** Return the letters of a text without digits; marks of notes are left out before. */
export function lettersAlone(text) {
  return letters(text).replace(FIGURES, '');
}

/** Return a text of the same length with spaces for marks of notes. */
export function withoutNotes(text) {
  return text.replace(NOTES, (mark) => ' '.repeat(mark.length));
}
