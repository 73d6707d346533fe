import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Pack } from '../../../contract/pack.ts'
import { actsOf } from './brings.ts'

const words = (zh: string) => ({ zh, en: zh })
const fan: Pack['acts'][number] = {
  ...{ family: 'gas', at: 'blue', command: 'fan.on', off: 'fan.off', receiptWithin: '5s' },
  ...{ name: words('启动排风'), offName: words('停止排风') },
}
const types = [
  { family: null, name: words('群众上报') },
  { family: 'gas', name: words('沼气超标') },
] as Pack['types']

it('what devices do by themselves is told with the event it belongs to, who does it, and what ends it', () => {
  const told = (act: Partial<typeof fan>) =>
    actsOf({ acts: [{ ...fan, ...act }], types }).map(({ name, of, at, device, offName, receiptWithin }) => [
      ...[name.zh, of?.zh, at, device, offName?.zh, receiptWithin],
    ])
  assert.deepEqual(told({}), [['启动排风', '沼气超标', 'blue', null, '停止排风', '5s']])
  assert.deepEqual(
    told({ device: 'loudspeaker', at: 'red', offName: undefined, family: 'of another pack' }),
    [['启动排风', undefined, 'red', 'loudspeaker', undefined, '5s']],
    'devices of another pack, nothing ends it, and nothing of this pack is opened',
  )
})
