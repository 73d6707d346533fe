import type { Layer } from './types.ts'

const answer = (description: string, type = 'application/json') => ({
  200: { description, content: { [type]: { schema: { type: 'object' } } } },
})
const parameter = (name: string, where: 'query' | 'path', schema: object) => ({
  name,
  in: where,
  required: where === 'path',
  schema,
  ...(name === 'bbox' ? { style: 'form', explode: false } : {}),
})
const numbers = { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } }
const query = [
  parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: 1_000, default: 100 }),
  parameter('bbox', 'query', numbers),
  parameter('datetime', 'query', { type: 'string' }),
  parameter('cursor', 'query', { type: 'string' }),
]

/** What clients of OGC API Features read to learn what the server takes (`service-desc`). `base`: address of the landing page. */
export function apiDocument(base: string, layers: readonly Layer[]) {
  const items = layers.flatMap(({ id, title }) => [
    [`/collections/${id}`, { get: { summary: title, operationId: `${id}.describe`, responses: answer(title) } }],
    [
      `/collections/${id}/items`,
      { get: { summary: title, operationId: `${id}.list`, parameters: query, responses: answer(title, 'application/geo+json') } },
    ],
    [
      `/collections/${id}/items/{featureId}`,
      {
        get: {
          summary: title,
          operationId: `${id}.get`,
          parameters: [parameter('featureId', 'path', { type: 'string' })],
          responses: answer(title, 'application/geo+json'),
        },
      },
    ],
  ])
  const plain = { '/': 'Landing page', '/conformance': 'Conformance', '/collections': 'Layers' }
  return {
    openapi: '3.0.3',
    info: { title: 'Zhili 智理: public layers', version: '1', description: 'OGC API Features Part 1' },
    servers: [{ url: base }],
    paths: {
      ...Object.fromEntries(
        Object.entries(plain).map(([path, summary]) => [path, { get: { summary, responses: answer(summary) } }]),
      ),
      ...Object.fromEntries(items),
    },
  }
}
