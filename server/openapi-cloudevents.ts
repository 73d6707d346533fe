import type { Operation } from './openapi.ts'

type Parameter = NonNullable<Operation['parameters']>[number]

const header = (name: string, description: string, schema: Record<string, unknown> = { type: 'string' }): Parameter => ({
  in: 'header',
  name,
  required: false,
  schema,
  description: `${description} · binary mode only`,
})

/** The three ways of the HTTP binding of CloudEvents 1.0.2. The route parses the body itself, so its own schema cannot say them. */
export const cloudEventsWays: Pick<Operation, 'parameters' | 'requestBody'> = {
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
