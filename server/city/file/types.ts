/** What a photo is, as it is served. Anything else is refused: what cannot be read cannot be cleaned. */
export type PhotoKind = 'image/jpeg' | 'image/png' | 'image/webp'
/** What is kept: photos, and papers of objects that are PDF. */
export type FileKind = PhotoKind | 'application/pdf'

/** Where the camera says it stood, WGS-84 degrees; kept apart from the photo (decisions.md 6). */
export type ExifPlace = { lon: number; lat: number; accuracyM: number | null }

/** A photo without anything about its maker: `place` was read before it was taken out. */
export type CleanPhoto = { kind: PhotoKind; bytes: Buffer; place: ExifPlace | null }

/** A file as stored. `sha256` is what the sender claims until complete, then the hash of the cleaned bytes, which is also its name on disk. */
export type FileRow = {
  id: string
  sha256: string | null
  size: number
  received: number
  kind: FileKind | null
  state: 'receiving' | 'complete'
  /** id of the person who sends it, or 'public' */
  owner: string
  event: string | null
  report: string | null
  /** of an object itself: its plate, its papers */
  object: string | null
  inspection: string | null
  /** a target plan something of which it shows */
  target_plan: string | null
  exif_place: ExifPlace | null
  made_at: Date
}
