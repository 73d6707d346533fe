import { isIP } from 'node:net'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const isZone = (zone: string): boolean => Intl.supportedValuesOf('timeZone').includes(zone)

/** An address, or a network of them: `10.0.0.0/8`. */
function isNetwork(text: string): boolean {
  const [address = '', length, ...more] = text.split('/')
  const bits = isIP(address) === 6 ? 128 : 32
  return isIP(address) > 0 && more.length === 0 && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits))
}

const networks = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine((list) => list.every(isNetwork), { error: 'addresses or networks like 10.0.0.0/8, with commas between' })

/** Every setting of the process, with its default. Described in docs/reference/config.md, checked both ways. */
export const settings = {
  PORT: port.default(8080),
  HOST: z.string().default('0.0.0.0'),
  MQTT_PORT: port.default(1883),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().default('data'),
  TRUST_PROXY: networks.optional(),
  CITY_ZONE: z
    .string()
    .refine(isZone, { error: (issue) => `unknown time zone ${issue.input}` })
    .default('Asia/Shanghai'),
  DEMO: flag.default(true),
  CLOCK_RATE: z.coerce.number().positive().max(3600).default(1),
  SPEED: z.coerce.number().positive().max(3600).default(1),
  SEED: z.coerce.number().int().default(1),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  ROLE: z.enum(['all', 'api', 'ingest', 'worker']).default('all'),
  SESSION_IDLE_MINUTES: z.coerce.number().positive().default(30),
  /** EEMUA 191: more than ten alarms in ten minutes are more than one person can look at */
  DESK_LOAD_BOUND: z.coerce.number().int().min(1).default(10),
  /** PROPOSED: a red alarm accepted within this last part of its limit is a near miss and is reviewed */
  REVIEW_NEAR_SHARE: z.coerce.number().min(0).max(1).default(0.1),
  SIGN_IN_FILE: z.string().optional(),
  CHANNELS_FILE: z.string().optional(),
  FILE_DROP_DIR: z.string().optional(),
  INGEST_MEMORY_MB: z.coerce.number().int().min(1).max(4096).default(64),
  PUSH: z.enum(['on', 'off']).default('off'),
  PUSH_HOSTS: z
    .string()
    .default('fcm.googleapis.com,updates.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com')
    .transform((text) => text.split(',').map((one) => one.trim())),
  PUSH_CONTACT: z
    .string()
    .regex(/^(mailto:|https:\/\/)/, 'an address that begins with mailto: or https://')
    .default('mailto:webmaster@localhost'),
  READINGS_KEEP_DAYS: z.coerce.number().int().positive().default(400),
  FRAMES_KEEP_DAYS: z.coerce.number().int().positive().default(7),
  QUARANTINE_KEEP_DAYS: z.coerce.number().int().positive().default(90),
  /** where ships and vehicles went is kept briefly: it is sensitive (PIPL art. 28) */
  PLOTS_KEEP_DAYS: z.coerce.number().int().positive().default(7),
  JT808_PORT: port.optional(),
  HJ212_PORT: port.optional(),
  SL651_PORT: port.optional(),
  GB26875_PORT: port.optional(),
  AIS_PORT: port.optional(),
  GB28181_PORT: port.optional(),
  GB28181_ID: z
    .string()
    .regex(/^\d{20}$/, 'twenty digits')
    .default('50000000082000000001'),
  GAT1400_PORT: port.optional(),
  GAT1400_URL: z
    .string()
    .regex(/^https?:\/\/[^/\s@]+$/, 'scheme, host and port, like http://10.0.0.1:6140')
    .optional(),
  /** where phones outside reach us, when it is not the address the staff use: stands in the codes of plates */
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^/\s@]+$/, 'scheme, host and port, like https://city.example')
    .optional(),
  /** the city's own map below everything: a PMTiles file */
  BASE_MAP_FILE: z.string().optional(),
  GATEWAY_CONNECTIONS: z.coerce.number().int().positive().default(20_000),
  GATEWAY_PER_ADDRESS: z.coerce.number().int().positive().default(1_000),
} as const

const Settings = z.object(settings)
export type Config = z.infer<typeof Settings>

/** A start that cannot go on: one sentence for the person at the terminal, exit code 2. */
export class StartError extends Error {}

/** A command line that makes no sense: the usage of the command, exit code 2. `parseArgs` of `node:util` says so by errors of its own. */
export class UsageError extends Error {}

/** Reads the settings. Throws a StartError that lists every wrong value at once. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.keys(settings).flatMap((key) => (env[key] ? [[key, env[key]]] : [])))
  const read = Settings.safeParse(given)
  const wrong = (read.error?.issues ?? []).map(({ path, message }) => ({ name: String(path[0]), message }))
  // Not a rule of the object: zod asks those only once every single value is right.
  if (Boolean(given.TLS_CERT) !== Boolean(given.TLS_KEY))
    wrong.push({ name: 'TLS_KEY', message: 'TLS_CERT and TLS_KEY belong together' })
  if (read.success && wrong.length === 0) return read.data
  const lines = wrong.map(({ name, message }) => `  ${name}: ${message} (now: ${given[name] ?? 'not set'})`)
  throw new StartError(`配置有误 / wrong settings:\n${lines.join('\n')}`)
}
