// Builds static/ from embed/: a patched private htmx, the loader, the styles, and the record of both.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { minify } from 'terser';
import { DROPPED, EDITED, REPLACED, SOURCE } from './patches.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..');
const STATIC = join(ROOT, 'static');
const NOTICE = '/*! BSD-3-Clause';
const INPUTS = [
  'build.mjs', 'patches.mjs', 'package.json', 'package-lock.json', SOURCE.path,
  'vendor/htmx-4.0.1/LICENSE', 'src/embed.js', 'src/core.js', 'src/article.js', 'src/answers.js', 'src/navigation.js', 'src/page_change.js',
  'src/native.js', 'src/hints.js', 'src/events.js', 'src/opening.js', 'src/space.js',
  'src/words.js', 'src/languages.js', 'src/languages.json', 'src/passage.js', 'src/nearby.js', 'src/availability.js',
  'src/collapse.js', 'src/neighbours.js', 'src/passage/find.js', 'src/passage/fold.js', 'src/passage/seen.js',
  'src/passage/mark.js', 'src/passage/back.js', 'src/passage.css', '../widget/rules/folding.json',
  '../widget/rules/not_shown.json',
  'src/button.css', 'src/pressed.css', 'src/loader.css', 'src/panel.css', 'src/shadow.css', 'src/page.css',
  'src/frame.css', 'src/frame.js',
];

const read = (path) => readFileSync(join(HERE, path), 'utf8');
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** Return the vendored htmx; fails unless it is, byte for byte, what npm checked by its integrity hash. */
function htmxSource() {
  const source = read(SOURCE.path);
  if (sha256(source) !== SOURCE.sha256) throw new Error(`${SOURCE.path} is not ${SOURCE.npm}`);
  const installed = join(HERE, 'node_modules/htmx.org/dist/htmx.js');
  if (!existsSync(installed)) throw new Error('run `npm ci` first: it checks the integrity of htmx.org');
  if (readFileSync(installed, 'utf8') !== source) throw new Error(`${SOURCE.path} differs from the npm package`);
  return source;
}

/** Replace `anchor`, which must be there exactly once. */
function once(source, anchor, replacement, reason) {
  const parts = source.split(anchor);
  if (parts.length !== 2) throw new Error(`${reason}: ${parts.length - 1} times in htmx: ${anchor.slice(0, 80)}`);
  return parts.join(replacement);
}

/** Replace one member of the class Htmx: from its head to the brace on its own indentation. */
function member(source, name, replacement, reason) {
  const heads = [...source.matchAll(new RegExp(`\\n {8}(?:async )?${name}\\(`, 'g'))];
  if (heads.length !== 1) throw new Error(`${reason}: ${heads.length} members named ${name}`);
  const end = source.indexOf('\n        }\n', heads[0].index) + '\n        }'.length;
  return source.slice(0, heads[0].index) + replacement + source.slice(end);
}

function patchedHtmx() {
  let source = htmxSource();
  for (const [reason, anchor, text] of EDITED) source = once(source, anchor, text, reason);
  for (const [name, reason, text] of REPLACED) source = member(source, name, text, reason);
  for (const [reason, names] of DROPPED) {
    for (const name of names) source = member(source, name, '', reason);
  }
  return source;
}

/** Return the name by which a module asks for another: with the version that it was built with. */
const versioned = (name, modules) => `./${name}?${sha256(modules[name]).slice(0, 6)}`;

// Properties that are ours alone, in all style sheets, by their first letter.
const PRIVATE = /--_(ground|mark|text|white)\b/g;

async function style(...names) {
  const css = names.map((name) => read(`src/${name}.css`)).join('\n');
  const target = ['chrome111', 'firefox113', 'safari16.4'];
  return (await esbuild.transform(css, { loader: 'css', minify: true, target })).code
    .trim().replace(/([,:]) /g, '$1').replaceAll(' / ', '/').replaceAll(') ;', ');')
    // What is multiplied needs no parentheses.
    .replace(/- \((\d+\*clamp\([^()]*\))\)/g, '- $1').replace(PRIVATE, (name) => name.slice(0, 4));
}

// What the scripts call parts of a widget among themselves is shortened, alike in all of them.
const SHORTENED = { properties: { regex: /^(busy|press|pressedOn|written|seen|askFor|loads|fail|observe|option|stem|review|asked|ours|wording|plainLink)$/ } };
const nameCache = {};

async function squeeze(code, options) {
  const compress = { passes: 3, unsafe_arrows: true };
  const result = await minify(code, { ecma: 2022, compress, mangle: SHORTENED, nameCache, ...options });
  return result.code;
}

/** Build a module that is loaded by itself, only when it is needed. */
async function buildModule(name, define = {}) {
  const bundle = await esbuild.build({
    entryPoints: [join(HERE, `src/${name}.js`)], bundle: true, write: false, format: 'esm', target: 'es2022', minify: true,
    define, charset: 'utf8', external: ['./core.js?*', './hints.js?*'],
  });
  return `${NOTICE} */\n${await squeeze(bundle.outputFiles[0].text, { module: true })}\n`;
}

async function buildCore(modules) {
  const htmx = {
    name: 'htmx',
    setup(build) {
      // A module with a version is a file of its own, loaded when it is needed.
      build.onResolve({ filter: /\?/ }, ({ path }) => ({ path, external: true }));
      build.onResolve({ filter: /^htmx$/ }, () => ({ path: 'htmx', namespace: 'patched' }));
      build.onLoad({ filter: /.*/, namespace: 'patched' }, () => ({ contents: patchedHtmx() }));
    },
  };
  const css = (await style('pressed', 'panel', 'shadow')).replaceAll('.summary-button', 'button');
  const bundle = await esbuild.build({
    entryPoints: [join(HERE, 'src/core.js')], bundle: true, write: false, format: 'esm', target: 'es2022',
    minify: true, plugins: [htmx], external: ['./passage.js?*', './languages.js?*', './hints.js?*'],
    define: {
      PANEL_CSS: JSON.stringify(css), PASSAGE_FILE: JSON.stringify(versioned('passage.js', modules)),
      HINTS_FILE: JSON.stringify(versioned('hints.js', modules)),
      LANGUAGES_FILE: JSON.stringify(versioned('languages.js', modules)),
    },
  });
  const code = await squeeze(bundle.outputFiles[0].text, { module: true });
  return `${NOTICE}; with parts of htmx 4.0.1, Zero-Clause BSD: see LICENSE-htmx.txt */\n${code}\n`;
}

/** Return the loader; a bundler may put it behind code that ends without a semicolon. */
async function buildEmbed(core, modules) {
  const define = {
    NEARBY_FILE: JSON.stringify(versioned('nearby.js', modules).slice(2)),
    LOADER_CSS: JSON.stringify((await style('button', 'loader')).replaceAll('.summary-button', 'button')),
    CORE_VERSION: JSON.stringify(sha256(core).slice(0, 6)),
  };
  const { code } = await esbuild.transform(read('src/embed.js'), { define, target: 'es2022', minify: true });
  return `${NOTICE} */\n;${await squeeze(code, {})}\n`;
}

/** Return what fold.js makes of the rules of folding: patterns, and the letters that become others. */
function folding() {
  const { form, signs, kept, silent, letters, notes, figures } = JSON.parse(read('../widget/rules/folding.json'));
  const classes = (names) => names.map((name) => `\\p{${name}}`).join('');
  const parts = {
    FORM: form, SIGNS: signs, NOTES: notes, OTHER: `[^${classes(kept)}]|${silent}`, FIGURES: `[${classes(figures)}]+`,
    LETTERS: `[${Object.keys(letters).join('')}]`, LETTER: letters,
  };
  return Object.fromEntries(Object.entries(parts).map(([name, value]) => [`FOLDING.${name}`, JSON.stringify(value)]));
}

/** Return the selector of what readers of a page do not see, see widget/rules/not_shown.json; styles are left to scripts. */
function notShown() {
  const { elements, attributes, roles, classes } = JSON.parse(read('../widget/rules/not_shown.json'));
  const hidden = attributes.map((name) => (name == 'hidden' ? '[hidden]:not([hidden=until-found])' : `[${name}]`));
  return [
    ...elements, ...hidden, ...roles.map((name) => `[role=${name}]`), ...classes.map((name) => `.${name}`),
  ].join();
}

const modules = {
  'passage.js': await buildModule('passage', {
    ...folding(), NOT_SHOWN: JSON.stringify(notShown()), PASSAGE_CSS: JSON.stringify(await style('passage')),
  }),
  'hints.js': await buildModule('hints'),
  'languages.js': await buildModule('languages', {}),
  'frame.js': await buildModule('frame', {}),
};
const core = await buildCore(modules);
const nearby = await buildModule('nearby', {
  CORE_FILE: JSON.stringify(versioned('core.js', { 'core.js': core })),
  HINTS_FILE: JSON.stringify(versioned('hints.js', modules)),
});
const outputs = {
  ...modules,
  'nearby.js': nearby,
  'core.js': core,
  'embed.js': await buildEmbed(core, { ...modules, 'nearby.js': nearby }),
  'widget.css': `${NOTICE} */\n${await style('button', 'pressed', 'panel', 'page', 'frame')}\n`,
  'LICENSE-htmx.txt': read('vendor/htmx-4.0.1/LICENSE'),
};
const record = { inputs: {}, outputs: {} };
for (const path of INPUTS) record.inputs[relative(ROOT, join(HERE, path))] = sha256(read(path));
for (const [name, text] of Object.entries(outputs)) {
  writeFileSync(join(STATIC, name), text);
  record.outputs[`static/${name}`] = sha256(text);
  console.log(name.padEnd(18), `${text.length} bytes, ${gzipSync(text, { level: 9 }).length} gzip -9`);
}
writeFileSync(join(STATIC, 'build.json'), JSON.stringify(record, null, 2) + '\n');
