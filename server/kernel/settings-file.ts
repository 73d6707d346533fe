import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { StartError } from './config.ts'

/** What a file of settings is called when it is wrong: `通知渠道配置有误 / wrong channels`. */
type About = { file: string; wrong: string }

/** Reads a file of settings. Throws a StartError that lists everything wrong in it at once. */
export function readSettingsFile<Schema extends z.ZodType>(schema: Schema, about: About): z.infer<Schema> {
  const read = schema.safeParse(parse(about))
  if (read.success) return read.data
  throw wrongSettings(
    about,
    read.error.issues.map(({ path, message }) => `${path.join('.') || '/'}: ${message}`),
  )
}

function parse(about: About): unknown {
  try {
    return JSON.parse(readFileSync(about.file, 'utf8'))
  } catch (error) {
    throw wrongSettings(about, [(error as Error).message])
  }
}

export const wrongSettings = ({ file, wrong }: About, lines: string[]): StartError =>
  new StartError(`${wrong} in ${file}:\n${lines.map((line) => `  ${line}`).join('\n')}`)
