// How an answer is fetched, also where a page changed how: tracers add headers and credentials to every
// request, libraries for tests answer it themselves, and some pages replace XMLHttpRequest.
import { Later, now } from './native.js';

const KEPT_MS = 20_000;

/** Ask for what a press will need. */
export function warm({ askFor, loads }, url) {
  if (now() - loads[url]?.since > KEPT_MS) delete loads[url];
  const request = askFor(url);
  request.timeout = KEPT_MS;
  request.since ??= now();
  return request;
}

/** Return the panel's element at this address, nothing when there is none; asks once more where that may help. */
export async function fetchPanel(widget, url) {
  let request, panel;
  try {
    request = warm(widget, url);
    await ended(request);
    panel = panelOf(request.response);
  } catch {}
  if (!panel && mayBeSpoilt(request)) panel = panelOf(await askUntouched(widget, url));
  if (panel?.dataset.state != 'ready') delete widget.loads[url];
  return panel;
}

/** A promise of the end of a request, one for all who wait; what stands for it may know only one of the events. */
function ended(request) {
  return (request.ended ??= new Later((done) => {
    const look = () => request.readyState == 4 && done();
    request.onreadystatechange = request.onload = request.onloadend = look;
    request.addEventListener?.('loadend', look);
    look();
  }));
}

/** The panel in an answer that the browser parsed. A string is not parsed here: that would be a sink. */
function panelOf(answer) {
  try {
    const panel = answer.querySelector('.summary-panel');
    if (panel.dataset) return panel;
  } catch {}
}

/** Whether this may be no answer of the server's: there is neither a document nor an error. */
function mayBeSpoilt(request) {
  try {
    return request.status < 400 && !request.response?.documentElement;
  } catch {
    return true;
  }
}

/** Ask from a frame of our own, which nobody has patched; it leaves with the answer. */
async function askUntouched({ root }, url) {
  const frame = document.createElement('iframe');
  try {
    return await new Later((done, failed) => {
      // Firefox gives the frame another document before it has loaded.
      frame.onload = () => {
        try {
          const request = new frame.contentWindow.XMLHttpRequest();
          request.open('GET', url);
          request.responseType = 'document';
          request.timeout = KEPT_MS;
          // Once the frame has left there is nothing to be read any more.
          request.onloadend = () => done(request.response);
          request.send();
        } catch (error) {
          failed(error);
        }
      };
      frame.hidden = true;
      root.append(frame);
    });
  } catch {
  } finally {
    frame.remove();
  }
}
