import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { tryPack } from '../centre/packs/try-pack.ts'
import { privateKeyOf, sealPack } from '../city/pack/file/sealed.ts'
import { StartError, UsageError } from '../kernel/config.ts'
import { loadedPacks } from '../main.ts'
import { faultLine, readFolder } from './pack-folder.ts'

const options = { key: { type: 'string' }, publisher: { type: 'string' }, out: { type: 'string' } } as const

/** `zhili pack <folder> --key FILE --publisher NAME [--out FILE]`: tests the pack, then writes it as one signed file. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true })
  const [folder, ...more] = positionals
  const publisher = values.publisher?.trim() ?? ''
  if (!folder || more.length > 0 || !values.key || publisher === '' || publisher.length > 80) throw new UsageError()
  const { parts, faults } = readFolder(folder)
  const tried = faults.length > 0 ? { read: null, faults } : tryPack(parts, loadedPacks)
  if (tried.faults.length > 0) {
    console.error('场景包未通过测试，不打包 / the pack does not pass its test and is not packed')
    for (const fault of tried.faults) console.error(faultLine(fault))
    return 1
  }
  const { id, version } = tried.read!.manifest
  const out = values.out ?? `${id}-${version}.zpack`
  writeFileSync(out, sealPack(parts, { publisher, privateKey: keyOf(values.key) }))
  console.log(`${out}  ${id} v${version} · ${publisher}`)
  return 0
}

function keyOf(file: string): NonNullable<ReturnType<typeof privateKeyOf>> {
  let pem: string
  try {
    pem = readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartError(`${file}: ${(error as Error).message}`)
  }
  const key = privateKeyOf(pem)
  if (!key) throw new StartError(`${file} 里没有 Ed25519 私钥 / ${file} holds no Ed25519 private key`)
  return key
}
