import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TruthBegin, TruthLine, TruthWatch } from '../../../contract/truth.ts'
import type { Written } from './score.ts'

/** Where the simulated city writes what is truly so. Nothing that finds anything reads it: only `npx zhili truth` and 检测质量 do. */
export const truthFile = (dataDir: string): string => join(dataDir, 'truth.jsonl')

/** What was written so far; nothing where no city was simulated. */
export const readTruthFile = async (dataDir: string): Promise<Written> =>
  parseTruth(await readFile(truthFile(dataDir), 'utf8').catch(() => ''))

/** Lines a city was killed over are left out. */
export function parseTruth(text: string): Written {
  const [lines, watches]: [TruthLine[], TruthWatch[]] = [[], []]
  let begun: string | null = null
  for (const line of text.split('\n')) {
    const given = parsed(line)
    const [one, watch] = [TruthLine.safeParse(given), TruthWatch.safeParse(given)]
    if (one.success) lines.push(one.data)
    else if (watch.success) watches.push(watch.data)
    else begun = TruthBegin.safeParse(given).data?.begun ?? begun
  }
  return { lines, watches, begun }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
