import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pack } from '../../contract/pack.ts'
import { blocksVersion } from '../../contract/pack-file.ts'

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** A pack that came with the platform as the parts of a folder: who it is, what it holds, and the samples that lie in its own folder `from`. */
export function exportPackParts({ id, version, name, ...scenario }: Pack, from: string): [string, string][] {
  const manifest = { id, version: Math.max(1, Math.floor(Number(version))), needs: blocksVersion, title: name }
  return [
    ['pack.json', json(manifest)],
    ['scenario.json', json(scenario)],
    ...['samples', 'risk-samples'].flatMap((folder) => samplesIn(from, folder)),
    ...(existsSync(join(from, 'README.md'))
      ? [['README.md', readFileSync(join(from, 'README.md'), 'utf8')] as [string, string]]
      : []),
  ]
}

function samplesIn(from: string, folder: string): [string, string][] {
  const at = join(from, folder)
  if (!existsSync(at)) return []
  const names = readdirSync(at).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => [`${folder}/${name}`, readFileSync(join(at, name), 'utf8')])
}
