import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readZip } from '../../protocols/sheet/zip.ts'
import { mostBytes } from '../centre/case-file/archive.ts'
import { verifyParts } from '../centre/case-file/rules/verify.ts'
import { UsageError } from '../kernel/config.ts'

const why = {
  changed: '被改动 / changed',
  missing: '缺失 / missing',
  added: '多出 / added',
  unreadable: '读不出 / unreadable',
} as const

/** `zhili verify-case FILE.zip [--manifest HASH]`: is a case file what it was when it was taken out? Needs no server. Exit code 1 when not. */
export async function run(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    options: { manifest: { type: 'string' } },
    allowPositionals: true,
    strict: true,
  })
  const [name, ...more] = positionals
  if (!name || more.length > 0) throw new UsageError('verify-case <file.zip> [--manifest <sha256>]')
  const archive = readZip(await readFile(name), 2 * mostBytes)
  const read = (part: string) => {
    const found = archive.ok ? archive.value.part(part) : null
    return found === null ? null : found.ok ? found.value : ('unreadable' as const)
  }
  const verdict = archive.ok ? verifyParts(archive.value.names, read) : null
  if (!verdict) {
    console.error('不是案卷 / this is no case file')
    return 1
  }
  const { bad, good, manifest } = verdict
  for (const one of bad) console.error(`${why[one.why]}: ${one.name}`)
  const other = values.manifest !== undefined && values.manifest.toLowerCase() !== manifest
  if (other) console.error(`清单散列不符 / the manifest is another one: ${values.manifest}`)
  if (bad.length > 0 || other) {
    console.error(`案卷不完整 / not as it was taken out: ${good} 件完好 good, ${bad.length} 件有问题 bad`)
    return 1
  }
  console.log(`案卷完整 / as it was taken out: ${good} 件 files\n清单散列 manifest ${manifest}`)
  return 0
}
