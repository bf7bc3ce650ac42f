import { z } from 'zod';

type Schema = z.core.$ZodType;

/**
 * Returns a function that makes schemas strict at every level: objects refuse unknown fields, except those in `more`,
 * which replace described ones with the same name. (The package's own `setStrictObject` has no effect here, because the
 * package creates its objects when it is loaded.)
 */
export function makeStrict(more: ReadonlyMap<Schema, Readonly<Record<string, Schema>>>): (schema: Schema) => Schema {
  const done = new WeakMap<Schema, Schema>();

  const strict = (schema: Schema): Schema => {
    const known = done.get(schema);
    if (known) return known;
    const made = make(schema as z.core.$ZodTypes);
    done.set(schema, made);
    return made;
  };

  const make = (schema: z.core.$ZodTypes): Schema => {
    const { def } = schema._zod;
    const remade = (changes: object): Schema => z.core.clone<Schema>(schema, { ...def, ...changes });
    switch (def.type) {
      case 'object': {
        const shape = { ...def.shape, ...more.get(schema) };
        const inner = Object.entries(shape).map(([name, field]) => [name, strict(field)]);
        return remade({ shape: Object.fromEntries(inner), catchall: z.never() });
      }
      case 'array':
        return remade({ element: strict(def.element) });
      case 'union':
        return remade({ options: def.options.map(strict) });
      case 'optional':
      case 'nullable':
        return remade({ innerType: strict(def.innerType) });
      case 'record':
        return remade({ valueType: strict(def.valueType) });
      case 'lazy':
        return z.lazy(() => strict(def.getter()));
      default:
        return schema;
    }
  };
  return strict;
}
