// Folds texts so that a page and what the server keeps of it can be compared: see widget/rules/folding.json.

const OTHER = new RegExp(FOLDING.OTHER, 'gu');
const SIGNS = new RegExp(FOLDING.SIGNS, 'g');
const NOTES = new RegExp(FOLDING.NOTES, 'g');
const FIGURES = new RegExp(FOLDING.FIGURES, 'gu');
const LETTERS = new RegExp(FOLDING.LETTERS, 'g');

/** Return the letters and digits of a text, and nothing between them. */
export function letters(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text.replace(/[^a-z\d]+/gi, '').toLowerCase();
  return text
    .replace(SIGNS, '')
    .normalize(FOLDING.FORM)
    .replace(OTHER, '')
    .toUpperCase()
    .toLowerCase()
    .replace(LETTERS, (letter) => FOLDING.LETTER[letter]);
}

/** Return the letters of a text without digits; marks of notes are left out before. */
export function lettersAlone(text) {
  return letters(text).replace(FIGURES, '');
}

/** Return a text of the same length with spaces for marks of notes. */
export function withoutNotes(text) {
  return text.replace(NOTES, (mark) => ' '.repeat(mark.length));
}
