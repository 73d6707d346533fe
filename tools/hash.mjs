import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** One hash over the names and contents of files and whole folders, so that neither a checkout's times nor its order matter. */
export function hashOf(root, paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((name) => filesUnder(root, name)).sort()) {
    hash.update(`${path}\0`)
    hash.update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

/** The files of a folder and all below it (or the file itself), as paths relative to `root`; tests are left out. */
export function filesUnder(root, path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path]
  return readdirSync(full).flatMap((name) => filesUnder(root, join(path, name)))
}
