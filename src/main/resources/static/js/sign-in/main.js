// Signs this browser in with a key that is typed, or that stands behind the # of a link, which no request sends.
// It imports nothing, because other modules need a key.
// Usage: <script type="module" src="/js/sign-in/main.js"></script>

const typed = /** @type {HTMLInputElement} */ (document.getElementById('key'));
const state = /** @type {HTMLElement} */ (document.getElementById('state'));
const form = /** @type {HTMLFormElement} */ (document.getElementById('form'));
const out = /** @type {HTMLElement} */ (document.getElementById('out'));

/** @param {RequestInit} request */
async function send(request) {
  const answer = await fetch('/sign-in/key', request);
  if (!answer.ok) {
    const { detail } = await answer.json().catch(() => ({}));
    throw new Error(answer.status === 401 ? 'The service does not know this key.' : `The service refuses: ${detail}.`);
  }
}

/** @param {string} key */
async function signIn(key) {
  state.textContent = 'Signing in …';
  try {
    await send({ method: 'POST', headers: { Authorization: `Bearer ${key}` } });
    const { ok: hasClass } = await fetch('/class/assignments');
    location.replace(hasClass ? '/class' : '/');
  } catch (error) {
    state.textContent = error.message;
    typed.focus();
  }
}

/** Takes the key out of the address at once, so that it stays neither in the address bar nor in the way back. */
function signInByLink() {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key) {
    history.replaceState(null, '', location.pathname);
    signIn(key.trim());
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  signIn(typed.value.trim());
});
out.addEventListener('click', () =>
  send({ method: 'DELETE' }).then(
    () => {
      state.textContent = 'You are signed out.';
    },
    (error) => {
      state.textContent = error.message;
    },
  ),
);
addEventListener('hashchange', signInByLink);
signInByLink();
