import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { PackManifest } from '../../contract/pack-file.ts'
import { StartError, UsageError } from '../kernel/config.ts'
import { newPackParts } from './new-pack-parts.ts'

/** `zhili new-pack <id> [--risk]`: a folder with a small whole pack whose first sample fails on purpose; with a risk model and its samples. */
export async function run(args: string[]): Promise<number> {
  const options = { risk: { type: 'boolean', default: false } } as const
  const { positionals, values } = parseArgs({ args, options, strict: true, allowPositionals: true })
  const [id, ...more] = positionals
  if (!id || more.length > 0) throw new UsageError()
  if (!PackManifest.shape.id.safeParse(id).success)
    throw new StartError(
      `“${id}”不能作编号：小写字母开头，只含小写字母、数字和连字符 / “${id}” is no id: small letters, digits and hyphens, a letter first`,
    )
  if (existsSync(id)) throw new StartError(`文件夹 ${id} 已存在 / the folder ${id} exists already`)
  for (const [name, text] of newPackParts(id, { risk: values.risk })) {
    const path = join(id, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { flag: 'wx' })
    console.log(path)
  }
  console.log(`接着 / next: npx zhili test-pack ${id}`)
  return 0
}
