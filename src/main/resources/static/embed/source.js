// Where a figure's JSON comes from: the file of the attribute src, or the script inside the element.
// Usage: const json = await jsonOf(element, signal); undefined where there is none
import { CapsuleFault } from './shape.js';

/** @param {Element} element */
const inlineOf = (element) => element.querySelector(':scope > script[type="application/json"]');

/**
 * @param {Element} element
 * @param {AbortSignal} signal
 * @returns {Promise<unknown>}
 */
export async function jsonOf(element, signal) {
  const src = element.getAttribute('src');
  if (src !== null) {
    return parsed(await loaded(src, signal), src);
  }
  const inline = inlineOf(element);
  return inline ? parsed(inline.textContent ?? '', 'the script inside the element') : undefined;
}

/**
 * @param {string} src
 * @param {AbortSignal} signal
 */
async function loaded(src, signal) {
  const url = new URL(src, document.baseURI);
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(url, { signal });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    const advice =
      url.protocol === 'file:'
        ? ' Browsers load no files for a page that was opened as a file; put the capsule into the element instead.'
        : '';
    throw new CapsuleFault(`${src} cannot be loaded.${advice}`);
  }
  if (!answer.ok) {
    throw new CapsuleFault(`${src} cannot be loaded: HTTP ${answer.status}`);
  }
  return answer.text();
}

/**
 * @param {string} text
 * @param {string} from
 * @returns {unknown}
 */
function parsed(text, from) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CapsuleFault(`${from} is not JSON: ${error.message}`);
  }
}
