// The chosen theme, before anything is painted.
// Usage: <script src="js/page/early-theme.js"></script>
document.documentElement.dataset.theme = localStorage.getItem('downhill.theme') ?? 'system';
