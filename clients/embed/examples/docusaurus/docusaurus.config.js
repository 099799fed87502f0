// Only what the figure needs; the rest of the configuration is that of any site.
export default {
  title: 'Lessons',
  url: 'https://lessons.example.org',
  baseUrl: '/',
  presets: [['classic', { blog: false }]],
  scripts: [{ src: '/downhill-run.js', type: 'module' }],
};
