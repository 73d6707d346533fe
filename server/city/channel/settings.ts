import { z } from 'zod'
import { degreeSystems } from '../../../contract/crs.ts'
import { type FactKind, factKinds } from '../../../contract/fact.ts'
import { Grade } from '../../../contract/scales.ts'
import type { Config } from '../../kernel/config.ts'
import { isSafeUrl, mustBeSafe } from '../../kernel/safe-url.ts'
import { Origin, readSettingsFile, secretOf, wrongSettings } from '../../kernel/settings-file.ts'
import { unknownPlaceholders } from './rules/fill-template.ts'
import type { ChannelSettings, Gateway, PullSource, Template, Way } from './types.ts'

type Given = Pick<Config, 'CHANNELS_FILE' | 'DEMO'> & Partial<Pick<Config, 'PUSH' | 'PUSH_HOSTS' | 'PUSH_CONTACT'>>
type Env = Record<string, string | undefined>

const Url = z
  .url({ protocol: /^https?$/ })
  .refine((url) => !/[{}]|%7[bd]/i.test(url), { error: 'no placeholder in an address: a message must not choose where it goes' })
const name = z.string().regex(/^[a-z0-9-]{1,40}$/)
const owner = z.string().min(1).max(80)
/** Only what the timeline of a case holds leaves the house; administration and notices of persons stay. */
const Kind = z.string().refine((kind) => kind in factKinds && factKinds[kind as FactKind].sight === 'case', {
  error: 'not a kind of fact others may hear',
}) as unknown as z.ZodType<FactKind>

const Filled = z.json().superRefine((template, { addIssue }) => {
  for (const unknown of unknownPlaceholders(template as Template))
    addIssue({ code: 'custom', message: `unknown placeholder ${unknown}` })
}) as unknown as z.ZodType<Template>

type Secret = ReturnType<typeof secretOf>
const FilledText = z.string().pipe(Filled as unknown as z.ZodType<string, string>)

const gatewayOf = (secret: Secret) =>
  z
    .strictObject({
      url: Url,
      method: z.enum(['POST', 'PUT']).default('POST'),
      headers: z.record(z.string(), FilledText).default({}),
      json: Filled.optional(),
      form: z.record(z.string(), FilledText).optional(),
      yes: z
        .strictObject({ path: z.string().min(1), equals: z.coerce.string() })
        .nullable()
        .default(null),
      secret: secret.optional(),
    })
    .refine((given) => (given.json === undefined) !== (given.form === undefined), { error: 'either json or form' })
    .transform(
      ({ url, method, headers, json, form, yes, secret = '' }): Way => ({
        kind: 'gateway',
        gateway: { url, method, headers, yes, secret, body: bodyOf(json, form) },
      }),
    )

const robotOf = (secret: Secret) =>
  z.strictObject({
    name,
    owner,
    kind: z.enum(['wecom', 'dingtalk']),
    url: Url,
    secret: secret.nullable().default(null),
    grade: Grade.default('major'),
    area: z.string().default(''),
  })

const hotlineOf = (secret: Secret) =>
  z.strictObject({
    name: z.string().min(1).max(40),
    owner,
    key: z.string().min(1).max(80),
    url: Url,
    secret,
    types: z.record(z.string().min(1).max(80), z.string().min(1).max(80)).default({}),
    crs: z.enum(degreeSystems).default('WGS-84'),
  })

const headerName = z.string().regex(/^[A-Za-z0-9-]{1,60}$/)
const pullOf = (secret: Secret) =>
  z
    .strictObject({
      ...{ name, owner },
      origin: Origin,
      /** `{secret}` in a value is the secret */
      headers: z.record(headerName, z.string().max(500)).default({}),
      secret: secret.default(''),
    })
    .transform(
      ({ secret: word, headers, ...pull }): PullSource => ({
        ...pull,
        headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, value.replaceAll('{secret}', word)])),
      }),
    )

const portalOf = (secret: Secret) =>
  z.strictObject({
    // Its answer opens sessions, and what it is told names accounts and cases.
    ...{ owner, url: Url.refine(isSafeUrl, mustBeSafe), secret, address: Origin },
    key: z.string().min(1).max(80).nullable().default(null),
    exchange: Url.refine(isSafeUrl, mustBeSafe).nullable().default(null),
  })

function fileSchema(env: Env) {
  const secret = secretOf(env, 'CHANNEL_')
  const webhook = z.strictObject({
    ...{ name, owner, url: Url, secret, kinds: z.array(Kind).min(1), area: z.string().default('') },
    mode: z.enum(['structured', 'binary']).default('structured'),
  })
  return z.strictObject({
    webhooks: z.array(webhook).default([]),
    robots: z.array(robotOf(secret)).default([]),
    hotlines: z.array(hotlineOf(secret)).default([]),
    portal: portalOf(secret).nullable().default(null),
    pulls: z.array(pullOf(secret)).default([]),
    sms: gatewayOf(secret).nullable().default(null),
    voice: gatewayOf(secret).nullable().default(null),
  })
}

const bodyOf = (json: Template | undefined, form: Record<string, string> | undefined): Gateway['body'] =>
  form ? { as: 'form', template: form } : { as: 'json', template: json ?? {} }

/** No way out at all. */
export const noChannels: ChannelSettings = {
  webhooks: [],
  robots: [],
  hotlines: [],
  portal: null,
  pulls: [],
  sms: null,
  voice: null,
  push: null,
}

/** Ways out without a file: none; in demo mode calls are kept instead of sent. */
function without({ DEMO, PUSH, PUSH_HOSTS = [], PUSH_CONTACT = '' }: Given): ChannelSettings {
  const way: Way = DEMO ? { kind: 'fake' } : null
  const push = PUSH === 'on' ? { hosts: PUSH_HOSTS, contact: PUSH_CONTACT } : null
  return { ...noChannels, sms: way, voice: way, push }
}

/** Reads CHANNELS_FILE. Throws a StartError that lists everything wrong in it at once. */
export function readChannels(config: Given, env: Env): ChannelSettings {
  const file = config.CHANNELS_FILE
  if (!file) return without(config)
  const about = { file, wrong: '通知渠道配置有误 / wrong channels' }
  const read = readSettingsFile(fileSchema(env), about)
  const { webhooks, robots, hotlines, pulls } = read
  const names = [...webhooks, ...robots].map((one) => one.name)
  const twice = [names, pulls.map(({ name }) => name), hotlines.map(({ name }) => name), hotlines.map(({ key }) => key)].flatMap(
    (all) => all.filter((one, at) => all.indexOf(one) < at),
  )
  if (twice.length > 0) throw wrongSettings(about, [`name given twice: ${twice.join(', ')}`])
  const { sms, voice, push } = without(config)
  return { ...read, sms: read.sms ?? sms, voice: read.voice ?? voice, push }
}
