import { parseArgs } from 'node:util'
import type { Pack } from '../../contract/pack.ts'
import { shownPlay } from '../centre/packs/rules/show-play.ts'
import { countSamples, tryPack } from '../centre/packs/try-pack.ts'
import { unknownAkin } from '../city/pack/akin.ts'
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
  const { manifest, pack } = tried.read!
  const n = countSamples(tried.read!)
  console.log(`通过 / passed: ${manifest.title.zh} ${manifest.title.en} · ${manifest.id} v${manifest.version}`)
  console.log(`  规则 rules ${pack.detect.length} · 事件类型 event types ${pack.types.length} · 样例 samples ${n}`)
  for (const line of shownLines(pack)) console.log(`  ${line}`)
  for (const { type, akin } of unknownAkin(pack, loadedPacks))
    console.log(`  备注 remark: ${type} 的同类事项 akin “${akin}” 没有场景包有，忽略 / no pack has it: ignored`)
  return 0
}

/** What else it brings, a line each: settings, figures, layers, and how the demo plays it. */
function shownLines(pack: Pack): string[] {
  const [settings, figures, layers] = [pack.settings, pack.indicators, pack.layers].map((block) => Object.keys(block).length)
  const play = shownPlay(pack, loadedPacks)
  const all = play ? [...play.series, ...play.model] : []
  return [
    `参数 settings ${settings} · 指标 figures ${figures} · 图层 layers ${layers}`,
    play ? `演示 demo: ${play.things} 个虚构对象 invented objects` : '演示 demo: 不演 not played',
    ...all.map(({ name, says }) => `  ${name.zh} ${name.en}: ${says.zh} / ${says.en}`),
    ...(play?.turns ?? []).map(({ says, every }) => `  ${every}: ${says.zh} / ${says.en}`),
  ]
}
