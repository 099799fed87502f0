// JSON pointers (RFC 6901) in a specification. Nothing is changed in place.
// Usage: at(spec, '/optimizer/type'); withValue(spec, '/steps', 20); without(spec, '/batchSize')

export function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function parts(pointer) {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function join(pointer, part) {
  return `${pointer}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export function at(value, pointer) {
  return parts(pointer).reduce((inner, part) => inner?.[part], value);
}

function changed(value, [first, ...rest], change) {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  if (rest.length > 0) {
    copy[first] = changed(copy[first] ?? {}, rest, change);
  } else {
    change(copy, first);
  }
  return copy;
}

export function withValue(value, pointer, next) {
  return changed(value, parts(pointer), (parent, key) => {
    parent[key] = next;
  });
}

export function without(value, pointer) {
  return changed(value, parts(pointer), (parent, key) => {
    if (Array.isArray(parent)) {
      parent.splice(Number(key), 1);
    } else {
      delete parent[key];
    }
  });
}
