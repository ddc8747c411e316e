// Marks a range without touching the page's markup: a custom highlight, or a selection where there is none.

const NAME = 'summary-widget';
// Pages replace globals: these are taken when this file is loaded, and without them there is a selection.
const { CSS, Highlight, getComputedStyle } = window;

/** Mark the range in these colours; returns what takes the mark away again. `Sheet` is CSSStyleSheet. */
export function mark(range, { paper, ink }, Sheet) {
  const root = range.startContainer.getRootNode();
  try {
    // A highlight is styled by the sheets of the page, so one of ours is there as long as the mark.
    const sheet = new Sheet();
    sheet.replaceSync(rule(paper, ink) + `@media(forced-colors:active){${rule('Highlight', 'HighlightText')}}`);
    const highlight = new Highlight(range);
    highlight.priority = 9;
    CSS.highlights.set(NAME, highlight);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return () => {
      if (CSS.highlights.get(NAME) == highlight) CSS.highlights.delete(NAME);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((each) => each != sheet);
    };
  } catch {
    const selection = document.getSelection();
    const { startContainer, startOffset, endContainer, endOffset } = range;
    selection.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    return () => selection.removeAllRanges();
  }
}

const rule = (paper, ink) =>
  `::highlight(${NAME}){background-color:${paper};color:${ink};-webkit-text-fill-color:${ink};text-shadow:none}`;

/** The panel's accent, opaque, as rgb(), and black or white: the one of the two that is easier to read on it. */
export function colours(panel) {
  const probe = panel.appendChild(document.createElement('i'));
  const read = (color) => {
    probe.style.color = color;
    return getComputedStyle(probe).color;
  };
  const accent = 'var(--_accent,var(--summary-widget-accent,currentcolor))';
  const exact = read(`color(from ${accent} srgb r g b)`);
  const color = exact.startsWith('color(') ? exact : read(accent);
  probe.remove();
  const whole = color.startsWith('color(') ? 255 : 1;
  const parts = color.match(/-?[\d.]+(?:e-?\d+)?/g).slice(0, 3);
  const rgb = parts.map((part) => Math.max(0, Math.min(255, Math.round(part * whole))));
  return { paper: `rgb(${rgb})`, ink: luminance(rgb) > 0.179 ? '#000' : '#fff' };
}

/** WCAG's relative luminance: from 0.179 on, black has more contrast than white. */
function luminance(rgb) {
  const [red, green, blue] = rgb.map((part) => {
    const value = part / 255;
    return value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
