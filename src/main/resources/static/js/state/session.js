// What outlives a reload, in this tab alone; and the specification that a link holds.
// Usage: remember({specification, job}); const {specification, job} = recall(); const url = linkTo(specification, lesson)

import { isObject } from './pointer.js';

const KEY = 'downhill.session';

export function linkTo(specification, lesson) {
  const bytes = new TextEncoder().encode(JSON.stringify(specification));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const hash = text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `${location.origin}${location.pathname}#spec=${hash}${lesson ? `&lesson=${lesson}` : ''}`;
}

/** Returns the specification in the address and its lesson, either may be missing; null where the address holds nothing. */
function linked() {
  const [, hash, lesson] = /^#(?:spec=([^&]*)&?)?(?:lesson=([\w-]+))?$/.exec(location.hash) ?? [];
  if (!hash) {
    return location.hash.length > 1 ? { lesson, damaged: !lesson } : null;
  }
  try {
    const bytes = Uint8Array.from(atob(hash.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const specification = JSON.parse(new TextDecoder().decode(bytes));
    return isObject(specification) ? { specification, lesson } : { lesson, damaged: true };
  } catch {
    return { lesson, damaged: true };
  }
}

export function remember(session) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...session, hash: location.hash }));
  } catch {
    // The storage is full or forbidden, so a reload starts from nothing.
  }
}

export function recall() {
  const session = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  if (session && session.hash === location.hash) {
    return session;
  }
  return linked();
}
