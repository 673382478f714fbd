/** The part of libheif's WebAssembly that is used; the package has no types for it. Handles are freed by hand. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  export interface LibHeif {
    heif_context_alloc(): object;
    heif_context_free(context: object): void;
    heif_context_read_from_memory(context: object, file: Uint8Array): Complaint;
    heif_js_context_get_primary_image_handle(context: object): object | Complaint;
    heif_image_handle_release(handle: object): void;
    heif_image_handle_get_width(handle: object): number;
    heif_image_handle_get_height(handle: object): number;
    heif_js_decode_image2(handle: object, colorspace: unknown, chroma: unknown): Decoded | Complaint;
    heif_image_release(decoded: unknown): void;
    readonly heif_error_code: { readonly heif_error_Ok: unknown };
    readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown };
    readonly heif_chroma: Readonly<
      Record<`heif_chroma_interleaved_${'RGB' | 'RGBA' | 'RRGGBB_LE' | 'RRGGBBAA_LE'}`, unknown>
    >;
  }

  interface Complaint {
    readonly code: unknown;
    readonly message: string;
  }

  interface Decoded {
    readonly image: unknown;
    /** Their data lie in the memory of the WebAssembly, and are gone with what they were decoded from. */
    readonly channels: readonly {
      readonly width: number;
      readonly height: number;
      readonly stride: number;
      readonly bits_per_pixel: number;
      readonly data: Uint8Array;
    }[];
  }

  interface Options {
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }

  const start: (options: Options) => LibHeif | Promise<LibHeif>;
  // biome-ignore lint/style/noDefaultExport: the package has no other
  export default start;
}
