import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartError } from './config.ts'
import { isAlive } from './postgres-cluster.ts'
import { explain } from './postgres-problem.ts'

/** Makes the folder if need be, and throws when this process itself cannot write there. */
export function makeFolder(dir: string): void {
  let there = dir
  const missing: string[] = []
  for (; !existsSync(there); there = dirname(there)) missing.unshift(there)
  if (!statSync(there).isDirectory()) throw new Error(`ENOTDIR: not a directory, ${there}`)
  // On a read-only disk mkdir only says that there is no such folder.
  accessSync(there, constants.W_OK)
  // One by one: where the system makes no folders (/proc) a recursive mkdir of Node tries for ever.
  for (const folder of missing) makeOne(folder)
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another start may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** The data folder, made if need be; every obstacle is one sentence. */
export function needFolder(dir: string): void {
  try {
    makeFolder(dir)
  } catch (error) {
    const { zh, en } = explain(dir, error).problem
    throw new StartError(`${zh} / ${en}`)
  }
}

/**
 * Takes the data folder for this process until the function it answers is called. Only the platform does: commands work beside it.
 * What a killed process left behind does not count.
 */
export function holdFolder(dir: string): () => void {
  const file = join(dir, 'zhili.pid')
  const own = `${process.pid} ${birthOf(process.pid)}`
  while (!putIfAbsent(file, own)) {
    const found = readIfThere(file)
    const holder = found === null ? null : livingHolder(found)
    if (holder !== null)
      throw new StartError(
        `智理已在使用数据文件夹 ${dir}（进程 ${holder}）：请先停止它，或用 DATA_DIR 换一个文件夹 / Zhili already runs in ${dir} (process ${holder}): stop it first or set DATA_DIR`,
      )
    if (found !== null) removeStale(file, found)
  }
  return () => {
    if (readIfThere(file) === own) rmSync(file, { force: true })
  }
}

function putIfAbsent(file: string, text: string): boolean {
  return (
    orMissing('EEXIST', () => {
      writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
      return true
    }) ?? false
  )
}

const readIfThere = (file: string): string | null => orMissing('ENOENT', () => readFileSync(file, 'utf8'))

/** Takes away what was found; when another start was quicker and this is its lock already, puts it back. */
function removeStale(file: string, found: string): void {
  const aside = `${file}.${process.pid}`
  if (orMissing('ENOENT', () => renameSync(file, aside)) === null) return
  if (readIfThere(aside) === found) rmSync(aside, { force: true })
  else renameSync(aside, file)
}

/** The process a lock names, when that very process still runs: its number may belong to a stranger by now. */
function livingHolder(lock: string): number | null {
  const [pid, birth] = lock.split(' ')
  return birth && birthOf(Number(pid)) === birth ? Number(pid) : null
}

/** When a living process began, as the system counts it since it was started itself; null for one that ended, also when nobody collected it yet. */
function birthOf(pid: number): string | null {
  const boot = orMissing('ENOENT', () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
  // Without /proc a number is all there is to know.
  if (boot === null) return isAlive(pid) ? 'alive' : null
  const stat = readIfThere(`/proc/${pid}/stat`)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? ['X']
  return 'ZX'.includes(fields[0]!) ? null : `${boot}.${fields[19]}`
}

/** What the work answers; null when it fails with this code. */
function orMissing<T>(code: string, work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return null
    throw error
  }
}
