// The component that other pages load: <downhill-run src="first.run.json">.
// Usage: <script type="module" src="https://downhill.example/embed/downhill-run.js"></script>
import { RunElement } from './run-element.js';

if (!customElements.get('downhill-run')) {
  customElements.define('downhill-run', RunElement);
}
