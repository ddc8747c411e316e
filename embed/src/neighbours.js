// The previous and the next article below a button that nobody has pressed.

const ACTING = 'script, style, link, meta, base, iframe, object, embed, template';

/**
 * Fetch the fragment and show its neighbours below the button, in the place of those of an article before;
 * without any, the room is given back.
 */
export async function showNeighbours(widget, host) {
  const root = host.shadowRoot;
  const place = document.createElement('div');
  place.id = 'near';
  root.querySelector('#near')?.remove();
  root.append(place);
  const core = await import(CORE_FILE);
  const panel = await core.panelOf(widget);
  const list = panel?.querySelector('.summary-panel-neighbours');
  if (!list || place.getRootNode() != root) return place.remove();
  core.dress(widget);
  place.className = 'summary-panel';
  place.lang = panel.lang;
  place.dir = panel.dir;
  place.append(harmless(document.importNode(list, true)));
  place.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (link) core.tellNeighbour(widget, link);
  });
  root.querySelector('#panel .summary-panel-neighbours')?.remove();
  core.fit(place, 0);
}

/** Remove what could act, in case that the server were not ours any more. */
function harmless(list) {
  for (const element of list.querySelectorAll(ACTING)) element.remove();
  for (const element of list.querySelectorAll('*')) {
    for (const name of element.getAttributeNames()) {
      if (name == 'style' || name.startsWith('on')) element.removeAttribute(name);
    }
  }
  return list;
}
