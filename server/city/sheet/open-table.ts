import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Mapping } from '../../../contract/mapped-feed.ts'
import { malformed, type Result } from '../../kernel/result.ts'
import { mostOfCell } from './read-table.ts'
import type { Row, TableHead } from './types.ts'

/**
 * A file being read: how it looks, and its rows from a place on (0 = the first below the headings). Cells of other places than `only` are
 * empty, those longer than `longest` are cut one character beyond it: one string of a workbook may stand in every cell, and each is sent by itself.
 */
export type OpenTable = {
  head: TableHead
  rows(from: number, n: number, only?: readonly number[]): Promise<Row[]>
  close(): Promise<void>
}

/** MB a thread that reads a file may take; a workbook of 200,000 rows takes about half of it. */
const memoryMb = 1_024

/** Opens a file in a thread of its own. Refused when it is no table, or takes more memory than it may. `left`: nobody waits for it any more; it throws. */
export async function openTable(
  bytes: Uint8Array,
  how: Pick<Mapping, 'sheet' | 'heading' | 'list'>,
  longest = mostOfCell,
  left?: AbortSignal,
): Promise<Result<OpenTable>> {
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url), {
    workerData: { bytes, longest, how: { sheet: how.sheet, heading: how.heading, list: how.list } },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  // Between two questions nobody listens: an error then is told by the next one.
  worker.on('error', () => undefined)
  const close = async (): Promise<void> => void (await worker.terminate())
  try {
    const [head] = (await once(worker, 'message', left ? { signal: left } : {})) as [Result<TableHead>]
    if (!head.ok) {
      await close()
      return head
    }
    const rows = async (from: number, n: number, only?: readonly number[]): Promise<Row[]> => {
      const answered = once(worker, 'message')
      worker.postMessage({ from, n, only })
      return (await answered)[0] as Row[]
    }
    return { ok: true, value: { head: head.value, rows, close } }
  } catch (error) {
    await close()
    if ((error as { code?: string }).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error
    return { ok: false, refusal: malformed('/file', 'sheet.unreadable') }
  }
}
