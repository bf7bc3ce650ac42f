// The package's own types don't cover the options that the module is created with.
declare module 'libheif-js/libheif-wasm/libheif.js' {
  /**
   * libheif's C functions (https://github.com/strukturag/libheif/tree/master/libheif/api/libheif). Pointers are
   * numbers. Functions that return a `heif_error` take the address for it as their first parameter.
   */
  export interface Libheif {
    /** A view of the current memory. It is replaced when the memory grows. */
    readonly HEAPU8: Uint8Array<ArrayBuffer>;
    readonly HEAPU16: Uint16Array<ArrayBuffer>;
    readonly HEAP32: Int32Array<ArrayBuffer>;
    _malloc(size: number): number;
    _heif_get_version_number(): number;
    _heif_context_alloc(): number;
    _heif_context_set_maximum_image_size_limit(context: number, side: number): void;
    _heif_context_read_from_memory_without_copy(
      error: number,
      context: number,
      data: number,
      size: number,
      options: number,
    ): void;
    _heif_context_get_primary_image_handle(error: number, context: number, out: number): void;
    _heif_image_handle_get_item_id(handle: number): number;
    _heif_image_handle_has_alpha_channel(handle: number): number;
    _heif_image_handle_is_premultiplied_alpha(handle: number): number;
    _heif_image_handle_get_image_tiling(error: number, handle: number, transformed: number, out: number): void;
    _heif_item_get_item_type(context: number, item: number): number;
    _heif_item_get_item_data(
      error: number,
      context: number,
      item: number,
      compression: number,
      out: number,
      outSize: number,
    ): void;
    _heif_image_handle_get_grid_image_tile_id(
      error: number,
      handle: number,
      transformed: number,
      column: number,
      row: number,
      out: number,
    ): void;
    _heif_item_get_transformation_properties(context: number, item: number, out: number, most: number): number;
    _heif_item_get_property_type(context: number, item: number, property: number): number;
    _heif_item_get_property_transform_mirror(context: number, item: number, property: number): number;
    _heif_item_get_property_transform_rotation_ccw(context: number, item: number, property: number): number;
    _heif_item_get_property_transform_crop_borders(
      context: number,
      item: number,
      property: number,
      width: number,
      height: number,
      left: number,
      top: number,
      right: number,
      bottom: number,
    ): void;
    _heif_decoding_options_alloc(): number;
    _heif_decode_image(
      error: number,
      handle: number,
      out: number,
      colorspace: number,
      chroma: number,
      options: number,
    ): void;
    _heif_image_handle_decode_image_tile(
      error: number,
      handle: number,
      out: number,
      colorspace: number,
      chroma: number,
      options: number,
      x: number,
      y: number,
    ): void;
    _heif_image_has_channel(image: number, channel: number): number;
    _heif_image_get_width(image: number, channel: number): number;
    _heif_image_get_height(image: number, channel: number): number;
    _heif_image_get_bits_per_pixel_range(image: number, channel: number): number;
    _heif_image_get_plane_readonly2(image: number, channel: number, stride: number): number;
    _heif_image_get_raw_color_profile_size(image: number): number;
    _heif_image_get_raw_color_profile(error: number, image: number, out: number): void;
    _heif_image_get_nclx_color_profile(error: number, image: number, out: number): void;
  }

  type Functions = Readonly<Record<string, unknown>>;

  interface Making {
    /**
     * Creates the instance and passes its exports to the callback. By default the module is read and compiled each
     * time.
     */
    instantiateWasm(
      imports: Readonly<Record<string, Functions>>,
      done: (instance: WebAssembly.Instance) => void,
    ): Functions;
    /** Receives the library's messages. */
    print(text: string): void;
    printErr(text: string): void;
  }

  export default function makeLibheif(making: Making): Promise<Libheif>;
}
