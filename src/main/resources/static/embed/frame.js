// The page /embed: a live figure of the specification in its address.
// Usage: <iframe src="https://downhill.example/embed?spec=BASE64URL">
import './downhill-run.js';
import { h } from '../js/page/element.js';

/** @param {string} link base64url, as in the page's links */
function decoded(link) {
  const bytes = Uint8Array.from(atob(link.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

const link = new URLSearchParams(location.search).get('spec');
const place = /** @type {HTMLElement} */ (document.querySelector('main'));
try {
  const figure = document.createElement('downhill-run');
  figure.setAttribute('server', '/');
  figure.append(h('script', { type: 'application/json' }, decoded(link ?? '')));
  place.replaceChildren(link ? figure : h('p', {}, 'This address needs ?spec= with a specification.'));
} catch {
  place.replaceChildren(h('p', {}, 'The specification in this address cannot be read.'));
}
