// What is used of WebAssembly: TypeScript has its types among those of browsers only.
declare namespace WebAssembly {
  class Module {
    private readonly compiled: never;
  }
  type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  type Exports = Readonly<Record<string, unknown>>;
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Exports;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}
