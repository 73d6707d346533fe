import { parseArgs } from 'node:util'
import { tryPack } from '../centre/packs/try-pack.ts'
import { UsageError } from '../kernel/config.ts'
import { loadedPacks } from '../main.ts'
import { faultLine, readFolder } from './pack-folder.ts'

/** `zhili test-pack <folder>`: shape, faults beside the packs of this release, and the pack's own samples; every reason in both languages. */
export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, strict: true, allowPositionals: true })
  const [folder, ...more] = positionals
  if (!folder || more.length > 0) throw new UsageError()
  const { parts, faults } = readFolder(folder)
  const tried = faults.length > 0 ? { read: null, faults } : tryPack(parts, loadedPacks)
  if (tried.faults.length > 0) {
    console.error(`未通过，${tried.faults.length} 处 / ${tried.faults.length} faults`)
    for (const fault of tried.faults) console.error(faultLine(fault))
    return 1
  }
  const { manifest, pack, samples, riskSamples } = tried.read!
  const n = samples.length + riskSamples.length
  console.log(`通过 / passed: ${manifest.title.zh} ${manifest.title.en} · ${manifest.id} v${manifest.version}`)
  console.log(`  规则 rules ${pack.detect.length} · 事件类型 event types ${pack.types.length} · 样例 samples ${n}`)
  return 0
}
