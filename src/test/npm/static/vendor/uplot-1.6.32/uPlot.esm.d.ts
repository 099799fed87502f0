// The types of the vendored uPlot are those of its package.
import uPlot from 'uplot';
export default uPlot;
