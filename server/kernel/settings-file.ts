import { readFileSync } from 'node:fs'
import { z } from 'zod'
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

type Env = Record<string, string | undefined>

/** The name of an environment variable, given back as its value. Only those with the file's own prefix: a file cannot reach any other secret. */
export const secretOf = (env: Env, prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}[A-Z0-9_]+$`), `the name of an environment variable that begins with ${prefix}`)
    .refine((variable) => !variable.startsWith(prefix) || env[variable], {
      error: ({ input }) => `environment variable ${String(input)} is not set`,
    })
    .transform((variable) => env[variable] ?? '')

/** Scheme and host of the web, a slash at the end or not; given back without. */
export const Origin = z
  .url({ protocol: /^https?$/ })
  .refine((url) => URL.canParse(url) && new URL(url).origin === url.replace(/\/$/, ''), {
    error: 'scheme and host only, as https://data.example.org',
  })
  .transform((url) => url.replace(/\/$/, ''))

export const wrongSettings = ({ file, wrong }: About, lines: string[]): StartError =>
  new StartError(`${wrong} in ${file}:\n${lines.map((line) => `  ${line}`).join('\n')}`)
