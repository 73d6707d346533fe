import { sha256 } from './lay-out.ts'

/** What an archive turned out to be. `bad`: changed, missing or added, each with its name. */
export type Verdict = {
  manifest: string
  good: number
  bad: { name: string; why: 'changed' | 'missing' | 'added' | 'unreadable' }[]
}

/** The names every archive has beside its parts. */
export const fixedNames = { manifest: 'manifest.sha256', page: 'index.html', pageHash: 'index.sha256' } as const

/** Checks every file of an archive against its manifest; null: it has none, so it is no case file. `read` null: no such file. */
export function verifyParts(names: readonly string[], read: (name: string) => Uint8Array | 'unreadable' | null): Verdict | null {
  const { manifest, page, pageHash } = fixedNames
  const list = read(manifest)
  if (list === null || list === 'unreadable') return null
  const wanted = linesOf(list)
  const index = read(pageHash)
  if (index !== null && index !== 'unreadable')
    for (const [name, hash] of linesOf(index)) if (name === page) wanted.set(name, hash)
  const bad: Verdict['bad'] = []
  for (const [name, hash] of wanted) {
    const bytes = read(name)
    if (bytes === null) bad.push({ name, why: 'missing' })
    else if (bytes === 'unreadable') bad.push({ name, why: 'unreadable' })
    else if (sha256(bytes) !== hash) bad.push({ name, why: 'changed' })
  }
  if (!wanted.has(page)) bad.push({ name: pageHash, why: 'missing' })
  const known = new Set([...wanted.keys(), manifest, page, pageHash])
  for (const name of names) if (!known.has(name) && !name.endsWith('/')) bad.push({ name, why: 'added' })
  return { manifest: sha256(list), good: wanted.size - bad.filter(({ name }) => wanted.has(name)).length, bad }
}

const linesOf = (bytes: Uint8Array): Map<string, string> =>
  new Map(
    Buffer.from(bytes)
      .toString('utf8')
      .split('\n')
      .flatMap((line): [string, string][] => {
        const found = /^([0-9a-f]{64}) [ *](.+)$/.exec(line.trim())
        return found ? [[found[2]!, found[1]!]] : []
      }),
  )
