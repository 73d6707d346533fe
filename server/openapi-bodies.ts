import type { Operation } from './openapi.ts'

type ByHand = Pick<Operation, 'parameters' | 'requestBody'>
type Parameter = NonNullable<Operation['parameters']>[number]

const header = (name: string, description: string, schema: Record<string, unknown> = { type: 'string' }): Parameter => ({
  in: 'header',
  name,
  required: false,
  schema,
  description: `${description} · binary mode only`,
})

/** The three ways of the HTTP binding of CloudEvents 1.0.2. The route parses the body itself, so its own schema cannot say them. */
const cloudEventsWays: ByHand = {
  parameters: [
    header('ce-specversion', '有此头即为二进制模式 · its presence means binary mode', { const: '1.0' }),
    header('ce-id', '事件编号 · id of the event'),
    header('ce-source', '来源，末段为设备 · source, its end names the device'),
    header('ce-type', 'zhili.reading | zhili.receipt'),
    header('ce-subject', '设备 · the device'),
    header('ce-time', '时间，带时区 · time with an offset', { type: 'string', format: 'date-time' }),
  ],
  requestBody: {
    required: true,
    content: {
      'application/cloudevents+json': { schema: { $ref: '#/components/schemas/CloudEventInput' } },
      'application/cloudevents-batch+json': {
        schema: { type: 'array', minItems: 1, maxItems: 500, items: { $ref: '#/components/schemas/CloudEventInput' } },
      },
      'application/json': {
        schema: { anyOf: [{ $ref: '#/components/schemas/ReadingInput' }, { $ref: '#/components/schemas/ReceiptInput' }] },
      },
    },
  },
}

/** A piece of a photo is no JSON, so it has no schema among the routes. */
const bytes: ByHand['requestBody'] = {
  required: true,
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary', maxLength: 262_144 } } },
}

/** A file as it is. */
const anyFile: ByHand['requestBody'] = {
  required: true,
  content: { '*/*': { schema: { type: 'string', format: 'binary', maxLength: 20 * 1_048_576 } } },
}

const text = { type: 'string' }
/** The form of GeoReport v2. */
const open311Form: ByHand['requestBody'] = {
  required: true,
  content: {
    'application/x-www-form-urlencoded': {
      schema: {
        type: 'object',
        required: ['api_key', 'service_code'],
        properties: {
          ...{ api_key: { ...text, description: '`<id>.<secret>`' }, service_code: text, jurisdiction_id: text },
          ...{ lat: { type: 'number' }, long: { type: 'number' }, address_string: text, address_id: text },
          ...{ description: { ...text, maxLength: 4_000 }, media_url: text, 'attribute[happened_at]': text },
          ...{ email: text, phone: text, first_name: text, last_name: text, device_id: text, account_id: text },
        },
      },
    },
  },
}

/** What operations take whose routes parse the body themselves, laid over their own description. */
export const bodiesByHand: Readonly<Record<string, Partial<ByHand>>> = {
  'POST /api/v1/cloudevents': cloudEventsWays,
  'PUT /api/v1/files/{id}': { requestBody: bytes },
  'POST /api/v1/mapped-feeds/{id}/files': { requestBody: anyFile },
  'POST /api/v1/objects/{id}/documents': { requestBody: anyFile },
  'POST /api/v1/target-plans/{plan}/evidence': { requestBody: anyFile },
  'POST /api/v1/object-sheets/look': { requestBody: anyFile },
  'POST /api/v1/object-sheets/errors': { requestBody: anyFile },
  'POST /api/v1/object-sheets/take': { requestBody: anyFile },
  'POST /api/v1/device-sheets/look': { requestBody: anyFile },
  'POST /api/v1/device-sheets/errors': { requestBody: anyFile },
  'POST /api/v1/device-sheets/take': { requestBody: anyFile },
  'PUT /api/v1/vital-value-sheets/{id}': { requestBody: anyFile },
  'POST /api/v1/vital-sheets/look': { requestBody: anyFile },
  'POST /api/v1/vital-sheets/errors': { requestBody: anyFile },
  'POST /api/v1/vital-sheets/take': { requestBody: anyFile },
  'POST /api/v1/haulage-baseline-sheets/look': { requestBody: anyFile },
  'POST /api/v1/haulage-baseline-sheets/errors': { requestBody: anyFile },
  'POST /api/v1/haulage-baseline-sheets/take': { requestBody: anyFile },
  'POST /api/v1/ticket-sheets/look': { requestBody: anyFile },
  'POST /api/v1/ticket-sheets/errors': { requestBody: anyFile },
  'POST /api/v1/ticket-sheets/take': { requestBody: anyFile },
  'POST /api/v1/scene/layers/look': { requestBody: anyFile },
  'POST /api/v1/scene/layers/take': { requestBody: anyFile },
  'POST /api/v1/file-feeds/{id}/files': { requestBody: anyFile },
  'POST /api/v1/warnings/cap': { requestBody: { required: true, content: { 'application/cap+xml': { schema: text } } } },
  'POST /api/open311/v2/requests.{format}': { requestBody: open311Form },
}
