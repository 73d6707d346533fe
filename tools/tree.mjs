import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url))
const left = new Set(['node_modules', 'dist', 'data', '.git'])
/** What the benches install to measure beside. */
const peers = 'bench/.peers'

/** The files a check looks at: `files` are paths relative to the root with `/`, `read` gives the text of one ('' if absent). */
export function realTree() {
  const walk = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (!entry.isDirectory()) return [path]
      return (!folder && left.has(entry.name)) || path === peers ? [] : walk(path)
    })
  const files = walk('').sort()
  const known = new Set(files)
  return { files, read: (path) => (known.has(path) ? readFileSync(join(root, path), 'utf8') : '') }
}

/** A tree made of `{ path: text }`, for the planted faults by which each check proves that it still bites. */
export function madeUpTree(texts) {
  return { files: Object.keys(texts).sort(), read: (path) => texts[path] ?? '' }
}

/** Runs a check on its planted cases; answers a sentence for each fault it missed or innocent file it blamed. */
export function proveItBites({ name, run, planted }) {
  return planted.flatMap(({ texts, fault }) => {
    const { faults } = run(madeUpTree(texts))
    const what = Object.keys(texts).join(', ')
    if (fault === undefined) return faults.map((line) => `${name} wrongly blames ${what}: ${line}`)
    return faults.some((line) => fault.test(line)) ? [] : [`${name} misses the planted fault ${fault} in ${what}`]
  })
}
