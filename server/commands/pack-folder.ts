import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type PackFault, packFault } from '../../contract/pack-fault.ts'
import { packLimits } from '../../contract/pack-file.ts'
import { isPart, type Parts } from '../city/pack/file/read-parts.ts'
import { StartError } from '../kernel/config.ts'

/** The parts in a pack's folder. A link, or a file that is no part, is told by its name; nothing is followed, nothing is skipped in silence. */
export function readFolder(folder: string): { parts: Parts; faults: PackFault[] } {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new StartError(`没有文件夹 ${folder} / there is no folder ${folder}`)
  const parts = new Map<string, string>()
  const faults: PackFault[] = []
  let bytes = 0
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name)
      const name = relative(folder, path).split(sep).join('/')
      if (entry.isSymbolicLink()) faults.push(packFault(name, '', 'part-link', { name }))
      else if (entry.isDirectory() && (name === 'samples' || name === 'risk-samples')) walk(path)
      else if (!entry.isFile() || !isPart(name)) faults.push(packFault(name, '', 'part-unknown', { name }))
      else {
        bytes += lstatSync(path).size
        if (bytes <= packLimits.bytes) parts.set(name, readFileSync(path, 'utf8'))
      }
    }
  }
  walk(folder)
  if (bytes > packLimits.bytes) faults.push(packFault('', '', 'too-big', { most: packLimits.bytes }))
  return { parts, faults }
}

/** A fault as a line of the terminal: place, then both languages. */
export const faultLine = ({ part, path, words }: PackFault): string =>
  `  ${[part, path].filter(Boolean).join(' · ') || '—'}\n    ${words.zh}\n    ${words.en}`
