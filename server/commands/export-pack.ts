import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { StartError, UsageError } from '../kernel/config.ts'
import { loadedPacks } from '../main.ts'
import { exportPackParts } from './export-pack-parts.ts'

/** `zhili export-pack <id> [folder]`: a pack that came with the platform as a folder `test-pack` reads, its samples with it. */
export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, strict: true, allowPositionals: true })
  const [id, folder = id, ...more] = positionals
  if (!id || !folder || more.length > 0) throw new UsageError()
  const pack = loadedPacks.find((one) => one.id === id)
  if (!pack) {
    const known = loadedPacks.map((one) => one.id).join(' ')
    throw new StartError(`平台没有带场景包“${id}”，有：${known} / no pack ${id} came with the platform; there are: ${known}`)
  }
  if (existsSync(folder)) throw new StartError(`文件夹 ${folder} 已存在 / the folder ${folder} exists already`)
  const parts = exportPackParts(pack, fileURLToPath(new URL(`../../packs/${id}/`, import.meta.url)))
  for (const [name, text] of parts) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { flag: 'wx' })
  }
  console.log(`${folder} · ${parts.length} 个文件 files`)
  console.log(`接着 / next: npx zhili test-pack ${folder}`)
  return 0
}
