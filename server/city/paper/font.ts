import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createFaces, type Face } from '../../../protocols/pdf/face.ts'

const name = '@fontsource-variable/noto-sans-sc'

/** The font of our papers, Noto Sans SC in every weight, read slice by slice as its characters are needed. */
export function openFaces(): (weight: number) => Face {
  const list = createRequire(import.meta.url).resolve(`${name}/unicode.json`)
  const dir = join(dirname(list), 'files')
  return createFaces({
    ranges: JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>,
    // A slice is called [4] in the list, 4 in the name of its file.
    read: (slice) => readFileSync(join(dir, `noto-sans-sc-${slice.replace(/[[\]]/g, '')}-wght-normal.woff2`)),
  })
}
