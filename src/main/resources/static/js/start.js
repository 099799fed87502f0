// Loads the playground after the first paint: its many modules would delay the words that need none of them.
// Usage: <script type="module" src="js/start.js"></script>

requestAnimationFrame(() => setTimeout(() => import('./main.js')));
