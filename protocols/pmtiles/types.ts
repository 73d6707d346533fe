/** How bytes of an archive are packed. */
export type Packing = 'none' | 'gzip' | 'brotli' | 'zstd'
/** What its tiles are. */
export type TileKind = 'vector' | 'png' | 'jpeg' | 'webp' | 'avif'
/** A stretch of bytes of the file. */
export type Part = { offset: number; length: number }

/** The head of a PMTiles archive of version 3. Degrees are WGS-84, the tiles those of Web Mercator. */
export type Header = {
  root: Part
  metadata: Part
  leaves: Part
  tiles: Part
  packing: Packing
  tilePacking: Packing
  kind: TileKind
  minZoom: number
  maxZoom: number
  bounds: [west: number, south: number, east: number, north: number]
}

/** So many tiles from `id` on are the same bytes; `run` 0: not tiles but a further directory. */
export type Entry = { id: number; run: number; offset: number; length: number }
