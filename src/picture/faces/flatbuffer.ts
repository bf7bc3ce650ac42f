/** A table of a FlatBuffers file. Fields are read by their number in the schema. */
export interface Table {
  int8(field: number): number;
  int32(field: number): number;
  table(field: number): Table | undefined;
  tables(field: number): Table[];
  int32s(field: number): number[];
  bytes(field: number): Uint8Array;
}

/**
 * Reads a FlatBuffers file without a schema compiler, and only the kinds of fields that a model file has. The format:
 * https://flatbuffers.dev/internals/
 * @throws RangeError if an offset is outside the file
 */
export function readFlatbuffer(file: Uint8Array): Table {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const follow = (at: number) => at + view.getUint32(at, true);

  function tableAt(start: number): Table {
    const fields = start - view.getInt32(start, true);
    const size = view.getUint16(fields, true);
    /** The position of a field's value; undefined if the field has its default. */
    const find = (field: number): number | undefined => {
      const entry = 4 + field * 2;
      const offset = entry < size ? view.getUint16(fields + entry, true) : 0;
      return offset === 0 ? undefined : start + offset;
    };
    function vector<T>(field: number, read: (at: number) => T, itemSize: number): T[] {
      const found = find(field);
      if (found === undefined) return [];
      const at = follow(found);
      return Array.from({ length: view.getUint32(at, true) }, (_, index) => read(at + 4 + index * itemSize));
    }
    return {
      int8(field) {
        const at = find(field);
        return at === undefined ? 0 : view.getInt8(at);
      },
      int32(field) {
        const at = find(field);
        return at === undefined ? 0 : view.getInt32(at, true);
      },
      table(field) {
        const at = find(field);
        return at === undefined ? undefined : tableAt(follow(at));
      },
      tables: (field) => vector(field, (at) => tableAt(follow(at)), 4),
      int32s: (field) => vector(field, (at) => view.getInt32(at, true), 4),
      bytes(field) {
        const found = find(field);
        if (found === undefined) return new Uint8Array();
        const at = follow(found);
        return file.subarray(at + 4, at + 4 + view.getUint32(at, true));
      },
    };
  }

  return tableAt(follow(0));
}
