// A file of tensors: the length of a header in eight bytes, the header as JSON, then the numbers, little-endian.
// Usage: const {metadata, tensors} = safetensors(buffer); tensors.get('0.weight') → {shape: [7, 8, 2], data: Float64Array}

/**
 * @typedef {Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>} Numbers
 * @typedef {{shape: number[], data: Numbers}} FileTensor
 * @typedef {{dtype: 'F64' | 'F32' | 'I64', shape: number[], data_offsets: [from: number, to: number]}} Entry
 */

const TYPES = { F64: Float64Array, F32: Float32Array, I64: BigInt64Array };
const LENGTH = 8;

/**
 * @param {ArrayBuffer} buffer
 * @returns {{metadata: Record<string, string>, tensors: Map<string, FileTensor>}}
 */
export function safetensors(buffer) {
  const length = Number(new DataView(buffer).getBigUint64(0, true));
  const { __metadata__: metadata = {}, ...entries } = JSON.parse(
    new TextDecoder().decode(new Uint8Array(buffer, LENGTH, length)),
  );
  const tensors = Object.entries(entries).map(([name, value]) => {
    const { dtype, shape, data_offsets: ends } = /** @type {Entry} */ (value);
    const Type = TYPES[dtype];
    const data = new Type(buffer, LENGTH + length + ends[0], (ends[1] - ends[0]) / Type.BYTES_PER_ELEMENT);
    return /** @type {[string, FileTensor]} */ ([name, { shape, data }]);
  });
  return { metadata, tensors: new Map(tensors) };
}
