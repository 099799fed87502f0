import assert from 'node:assert/strict';
import test from 'node:test';
import '../support/browser.js';
import { arrangement } from '#page/state/arrangement.js';
import { strongest } from '#page/views/layers/attention.js';
import { layersOf, usual } from '#page/views/layers/layers-of.js';
import { elementAt, flat, pixelOf, planeOf, windowIn } from '#page/views/layers/plane.js';
import { bars, fading } from '#page/views/layers/recurrence.js';
import { columnsOf } from '#page/views/network/layout.js';
import fc from '../support/draws.js';

const CONVOLUTION = {
  layers: [
    { type: 'unflatten', shape: [1, 8, 8] },
    { type: 'conv2d', outChannels: 8, kernelSize: 3 },
    { type: 'maxPool2d', kernelSize: [2, 2] },
    { type: 'flatten' },
    { type: 'linear', units: 10 },
  ],
};

test('The layers that the service opens have its paths, also within residual layers', () => {
  const model = {
    layers: [
      { type: 'embedding' },
      { type: 'residual', layers: [{ type: 'layerNorm' }, { type: 'multiheadAttention' }] },
      { type: 'residual', layers: [{ type: 'linear' }, { type: 'residual', layers: [{ type: 'lstm' }] }] },
      { type: 'linear' },
    ],
  };

  assert.deepEqual(
    layersOf(model).map(({ name }) => name),
    ['1.0.layerNorm', '1.1.multiheadAttention', '2.1.0.lstm'],
  );
  assert.equal(usual(layersOf(model))?.name, '1.1.multiheadAttention');
  assert.equal(usual(layersOf({ layers: [{ type: 'linear' }] })), null);
  assert.deepEqual(layersOf({}), []);
});

test('A pixel of a plane is the element of the shape, and back', () => {
  const size = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(fc.tuple(size, size, size), fc.integer({ min: 1, max: 3 }), fc.nat(), (sizes, rank, seed) => {
      const shape = sizes.slice(0, rank);
      const element = shape.map((one, i) => (seed >> (3 * i)) % one);
      const { channel, y, x } = pixelOf(element);
      const nested = (indices) =>
        indices.length === rank
          ? indices.reduce((sum, index) => 10 * sum + index, 0)
          : Array.from({ length: shape[indices.length] }, (_, i) => nested([...indices, i]));
      const plane = planeOf(nested([]), shape, channel);

      assert.deepEqual(elementAt(shape, channel, y, x), element);
      assert.equal(
        plane.values[y * plane.wide + x],
        element.reduce((sum, index) => 10 * sum + index, 0),
      );
    }),
  );
});

test('A number that is not finite is drawn as 0', () => {
  assert.deepEqual(
    [
      ...flat([
        [1, null],
        [2, 3],
      ]),
    ],
    [1, 0, 2, 3],
  );
});

test('A window in the padding is cut off at the edge of the image', () => {
  const image = { wide: 8, high: 8 };

  assert.deepEqual(windowIn(image, [0, 5], [3, 3]), { left: 0.625, top: 0, width: 0.375, height: 0.375 });
  assert.deepEqual(windowIn(image, [-1, -1], [3, 3]), { left: 0, top: 0, width: 0.25, height: 0.25 });
  assert.deepEqual(windowIn({ wide: 10, high: 4 }, [5], [5]), { left: 0.5, top: 0, width: 0.5, height: 1 });
});

test('Bars of gradients stand on a logarithmic scale, and 0 has none', () => {
  assert.deepEqual(bars([1, 1e-4, 0, null]), [1, 0.5, 0, 0]);
  assert.deepEqual(bars([0, 0]), [0, 0]);
  assert.match(fading([1e-4, 1e-2]), /1\.0e−2 at the last entry and 1\.0e−4 at the first: times 0\.010/);
  assert.match(fading([0, 1]), /0 at the first\.$/);
});

test('A position takes most from the positions with the greatest weights', () => {
  assert.deepEqual(
    strongest([0.1, 0.5, 0.001, 0.25, 0.149]).map(({ position }) => position),
    [1, 3, 4],
  );
});

test('No lines lead from pixels to the units behind a convolution', () => {
  const inputs = { names: ['a', 'b'], target: 'digit', classes: [] };
  const columns = columnsOf({ model: CONVOLUTION }, inputs);

  assert.deepEqual(
    columns.map(({ kind, label }) => [kind, label]),
    [
      ['inputs', 'inputs unflatten'],
      ['block', 'conv2d 8 of 3'],
      ['block', 'maxPool2d 2×2'],
      ['units', ''],
    ],
  );
  const blocks = {
    layers: [
      { type: 'embedding', embeddingDim: 4 },
      { type: 'residual' },
      { type: 'residual' },
      { type: 'linear', units: 2 },
    ],
  };
  assert.deepEqual(
    columnsOf({ model: blocks }, null).map(({ label }) => label),
    ['characters', 'embedding ×4', '2 × residual', ''],
  );
});

test('A network with such layers opens with the view that shows them', () => {
  const known = ['surface', 'fit', 'loss', 'network', 'layers'];
  const shown = (model) => arrangement({ views: null, lesson: null, specification: { model, data: {} } }, known);

  assert.deepEqual(shown(CONVOLUTION), ['layers', 'fit', 'loss']);
  assert.deepEqual(shown({ layers: [{ type: 'linear' }] }), ['network', 'fit', 'loss']);
  assert.deepEqual(shown({ expression: 'w * x' }), ['surface', 'fit', 'loss']);
});
