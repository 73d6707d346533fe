import { problems } from '../contract/problem.ts'
import { bodiesByHand } from './openapi-bodies.ts'
import { groups } from './openapi-groups.ts'
import { operationIds } from './openapi-ids.ts'
import { refusedStatuses } from './openapi-refusals.ts'
import { english, parameterWords } from './openapi-words.ts'
import { queryBudgets } from './query-budgets.ts'

export type Schema = Record<string, unknown>
export type Operation = {
  operationId?: string
  summary: string
  description?: string
  tags?: string[]
  'x-permit': string
  /** the most SQL statements it asks for */
  'x-statements'?: number
  security?: Record<string, string[]>[]
  parameters?: { in: string; name: string; required?: boolean; schema: Schema; description?: string }[]
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, { $ref: string } | { description: string; content?: Record<string, { schema: Schema }> }>
}
export type Document = {
  openapi: string
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  components: { schemas: Record<string, Schema>; responses: Record<string, unknown>; securitySchemes: Record<string, unknown> }
  paths: Record<string, Record<string, Operation>>
}

/** Words of the refusals every operation may answer; the codes of each are those of the catalogue with this number. */
const refusals: Record<string, [zh: string, en: string]> = {
  400: ['请求内容有误', 'Malformed input'],
  401: ['未登录，或密钥无效', 'Not signed in, or a wrong key'],
  403: ['不允许：没有权限，或不属于您', 'Not allowed: no permit, or not yours'],
  404: ['没有找到，或不在您的范围内', 'Not found, or outside your scope'],
  409: ['现在的状态不允许', 'Not possible in the present state'],
  413: ['太大', 'Too large'],
  415: ['不支持的内容类型', 'Unsupported content type'],
  422: ['内容读得懂，但不合规则', 'Understood, but against a rule'],
  423: ['账号已锁定', 'The account is locked'],
  429: ['太频繁：请按 Retry-After 再试', 'Too often: try again after Retry-After'],
  502: ['对方的系统没有应答', 'Somebody else’s system does not answer'],
  503: ['数据库一时不可用', 'The database is unavailable for now'],
  507: ['磁盘已满，暂不接收新数据', 'The disk is full, nothing new is taken'],
}
const other: [zh: string, en: string] = ['系统出错', 'A fault of ours']

const codesOf = (fits: (status: number) => boolean): string =>
  Object.entries(problems)
    .filter(([, { status }]) => fits(status))
    .map(([code]) => `\`${code}\``)
    .join(' ')
const refusal = ([zh, en]: [string, string], codes: string) => ({
  description: `${zh} · ${en}: ${codes}`,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const about = [
  '城市运行和治理平台接口：一切拒绝都出自同一份目录（docs/reference/problems.md），时间带时区，坐标为 WGS-84。写请求可带 `Idempotency-Key`，重发得到同一答复；列表按 `cursor` 翻页。',
  'API of a city operation and governance platform. Every refusal comes from one catalogue; times carry an offset, places are WGS-84. Writes may carry an `Idempotency-Key`: sent again they answer the same. Lists are paged by `cursor`.',
]

const securitySchemes = {
  session: { type: 'apiKey', in: 'cookie', name: 'zhili_session', description: '登录后的会话 · A signed-in session' },
  key: {
    type: 'http',
    scheme: 'bearer',
    description: '`<id>.<secret>`，由安全管理员发放 · issued by the security administrator',
  },
}

/**
 * The document as it is published: who may knock, both languages, one set of refusals, and no schema twice. `raw` is what the
 * routes' own schemas say. Throws when a route has no English words: nothing is published half described.
 */
export function finishDocument(raw: unknown): Document {
  const given = structuredClone(raw) as Document
  const finishPath = (path: string, verbs: Record<string, Operation>): Record<string, Operation> =>
    Object.fromEntries(Object.entries(verbs).map(([verb, one]) => [verb, finishOperation(`${verb.toUpperCase()} ${path}`, one)]))
  const document: Document = {
    openapi: given.openapi,
    info: { title: 'Zhili 智理', version: '1', description: about.join('\n\n') },
    servers: [{ url: '/' }],
    tags: groups.map(({ name, zh, en }) => ({ name, description: `${zh} · ${en}` })),
    paths: Object.fromEntries(Object.entries(given.paths).map(([path, verbs]) => [path, finishPath(path, verbs)])),
    components: { schemas: given.components.schemas, responses: refusalResponses(), securitySchemes },
  }
  return onlyUsed(oneOfEach(tidy(document) as Document))
}

/** One named answer for each number of the catalogue, and one for the rest. */
function refusalResponses(): Record<string, unknown> {
  const known = Object.entries(refusals).map(([status, words]) => [
    `Refused${status}`,
    refusal(
      words,
      codesOf((one) => one === Number(status)),
    ),
  ])
  const rest = refusal(
    other,
    codesOf((status) => !(status in refusals)),
  )
  return { ...Object.fromEntries(known), RefusedOther: rest }
}

function finishOperation(name: string, one: Operation): Operation {
  const words = english[name]
  if (!words) throw new Error(`${name} has no English words: add them to server/openapi-words.ts`)
  const operationId = operationIds[name]
  if (!operationId) throw new Error(`${name} has no name: add it to server/openapi-ids.ts`)
  const permit = one['x-permit']
  // /api/v1/events …; what a standard lays down stands beside it: /api/open311/v2/…
  const segment = /\/api\/(?:v1\/)?([^/.]+)/.exec(name)![1]!
  const group = groups.find(({ of }) => of.includes(segment))
  if (!group) throw new Error(`${name} belongs to no group of server/openapi-groups.ts`)
  const responses: Operation['responses'] = {}
  for (const [status, response] of Object.entries(one.responses))
    if (!(status in refusals)) responses[status] = { ...response, description: 'OK' }
  if (!Object.keys(responses).some((status) => status < '300')) responses[200] = { description: 'OK' }
  for (const status of refusedStatuses(name, one)) responses[status] = { $ref: `#/components/responses/Refused${status}` }
  responses.default = { $ref: '#/components/responses/RefusedOther' }
  const ways = { ...one, ...bodiesByHand[name] }
  const security = permit === 'public' ? [] : [permit === 'key' ? { key: [] } : { session: [] }]
  const parameters = ways.parameters?.map((given) => {
    const description = given.description ?? parameterWords[given.name]
    return description ? { ...given, description } : given
  })
  return {
    operationId,
    ...one,
    description: words,
    ...(parameters ? { parameters } : {}),
    ...(ways.requestBody ? { requestBody: ways.requestBody } : {}),
    tags: [group.name],
    'x-permit': permit,
    ...(queryBudgets[name] === undefined ? {} : { 'x-statements': queryBudgets[name] }),
    security,
    responses,
  }
}

/** Takes out what a validator needs and a reader does not: the pattern of a UUID, the largest safe integer. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(
    ([key, inner]) =>
      !(key === 'pattern' && 'format' in value) &&
      !(key === 'maximum' && inner === Number.MAX_SAFE_INTEGER) &&
      !(key === 'minimum' && inner === -Number.MAX_SAFE_INTEGER),
  )
  return Object.fromEntries(entries.map(([key, inner]) => [key, tidy(inner)]))
}

/** The way in and the way out of a schema are described once when they are the same. */
function oneOfEach(document: Document): Document {
  const { schemas } = document.components
  const plain = (name: string): string =>
    JSON.stringify(schemas[name], (key, inner) =>
      key === 'additionalProperties' && inner === false ? undefined : inner,
    ).replace(/Input"/g, '"')
  const same = Object.keys(schemas).filter(
    (name) => name.endsWith('Input') && name.slice(0, -5) in schemas && plain(name) === plain(name.slice(0, -5)),
  )
  const text = JSON.stringify(document).replace(/"#\/components\/schemas\/(\w+)"/g, (all, name: string) =>
    same.includes(name) ? `"#/components/schemas/${name.slice(0, -5)}"` : all,
  )
  return JSON.parse(text) as Document
}

/** Schemas that nothing points at are left out; the others stand by name. */
function onlyUsed(document: Document): Document {
  const used = new Set<string>()
  const follow = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name!)) continue
      used.add(name!)
      follow(document.components.schemas[name!])
    }
  }
  follow([document.paths, document.components.responses])
  const schemas = Object.fromEntries([...used].sort().map((name) => [name, document.components.schemas[name]!]))
  return { ...document, components: { ...document.components, schemas } }
}
