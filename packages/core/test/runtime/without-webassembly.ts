// Imported first: WebAssembly's own loops cannot be counted, those of its twins can.
Reflect.deleteProperty(globalThis, 'WebAssembly');
