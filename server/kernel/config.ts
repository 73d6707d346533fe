import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** Every setting of the process, with its default. Described in docs/reference/config.md, checked both ways. */
export const settings = {
  PORT: port.default(8080),
  HOST: z.string().default('0.0.0.0'),
  MQTT_PORT: port.default(1883),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().default('data'),
  CITY_ZONE: z.string().default('Asia/Shanghai'),
  DEMO: flag.default(true),
  CLOCK_RATE: z.coerce.number().positive().max(3600).default(1),
  SPEED: z.coerce.number().positive().max(3600).default(1),
  SEED: z.coerce.number().int().default(1),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  ROLE: z.enum(['all', 'api', 'ingest', 'worker']).default('all'),
  SESSION_IDLE_MINUTES: z.coerce.number().positive().default(30),
  READINGS_KEEP_DAYS: z.coerce.number().int().positive().default(400),
} as const

const Settings = z.object(settings).superRefine((config, context) => {
  if (Boolean(config.TLS_CERT) !== Boolean(config.TLS_KEY))
    context.addIssue({ code: 'custom', path: ['TLS_KEY'], message: 'TLS_CERT and TLS_KEY belong together' })
  if (!Intl.supportedValuesOf('timeZone').includes(config.CITY_ZONE))
    context.addIssue({ code: 'custom', path: ['CITY_ZONE'], message: `unknown time zone ${config.CITY_ZONE}` })
})
export type Config = z.infer<typeof Settings>

/** A start that cannot go on: one sentence for the person at the terminal, exit code 2. */
export class StartError extends Error {}

/** Reads the settings. Throws a StartError that lists every wrong value at once. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.keys(settings).flatMap((key) => (env[key] ? [[key, env[key]]] : [])))
  const read = Settings.safeParse(given)
  if (read.success) return read.data
  const lines = read.error.issues.map(
    (issue) => `  ${issue.path.join('.')}: ${issue.message} (now: ${given[String(issue.path[0])] ?? 'not set'})`,
  )
  throw new StartError(`配置有误 / wrong settings:\n${lines.join('\n')}`)
}
