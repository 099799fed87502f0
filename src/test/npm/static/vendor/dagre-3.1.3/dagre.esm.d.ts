// The types of the vendored dagre are those of its package.
export * from '@dagrejs/dagre';
