import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventType } from '../../../../contract/pack.ts'
import { readSubmission } from '../../../../protocols/open311/form.ts'
import { asReport } from './as-report.ts'

const type = { id: 'city.manhole', name: { zh: '井盖缺失', en: 'Manhole' } } as EventType
const read = (
  form: Record<string, string>,
  place: { lon: number; lat: number } | null = null,
  known: EventType | null = type,
) => {
  const said = readSubmission(new URLSearchParams({ service_code: 'city.manhole', ...form }).toString())
  assert.ok(said.ok, JSON.stringify(said))
  return asReport(said.value, { type: known, place })
}
const here = { lat: '31.5', long: '105.5' }
const faults = (...given: Parameters<typeof read>): string[] => {
  const read_ = read(...given)
  return read_.ok ? [] : read_.errors.map(({ description }) => description)
}

describe('what an app sends, as a report', () => {
  it('keeps what was said, and who said it in the fields of persons', () => {
    const sent = read({
      ...here,
      description: '  井盖没了  ',
      media_url: 'https://photos.example/1.jpg',
      ...{ first_name: '三', last_name: '张', phone: '13000001234', email: 'san@example.org', address_string: '渡口路 1 号' },
      'attribute[happened_at]': '2026-03-02T09:00:00+08:00',
    })
    assert.deepEqual(sent, {
      ok: true,
      value: {
        ...{ type: 'city.manhole', content: '井盖没了\nhttps://photos.example/1.jpg', lat: 31.5, lon: 105.5, files: [] },
        ...{ selfHandled: false, email: 'san@example.org', address: '渡口路 1 号', happenedAt: '2026-03-02T09:00:00+08:00' },
        ...{ contactName: '张三', phone: '13000001234' },
      },
    })
  })
  it('writes names of other scripts apart, and says the matter where nothing was said', () => {
    const sent = read({ ...here, first_name: 'Ann', last_name: 'Li' })
    assert.ok(sent.ok)
    assert.deepEqual([sent.value.contactName, sent.value.content], ['Ann Li', '井盖缺失'])
  })
  it('takes the place of an area for an address id, and words of an address for no place unless they name one', () => {
    const sent = read({ address_id: '990101001001' }, { lon: 105.1, lat: 31.2 })
    assert.ok(sent.ok && sent.value.lon === 105.1 && sent.value.lat === 31.2)
    assert.match(faults({ address_id: '7' })[0]!, /address_id 7 is unknown/)
    assert.match(faults({ address_string: '渡口路 1 号' })[0]!, /names one town or community/)
    const named = read({ address_string: '临江街道渡口路 1 号' }, { lon: 105.1, lat: 31.2 })
    assert.ok(named.ok && named.value.lon === 105.1 && named.value.address === '临江街道渡口路 1 号')
  })
  it('takes a telephone number as people write it', () => {
    const phone = (text: string) => {
      const sent = read({ ...here, phone: text })
      return sent.ok ? sent.value.phone : null
    }
    assert.deepEqual(['(415) 555-1212', '+86 (023) 6300 - 0000', '415.555.1212', '023/63000000', '(-)', 'x1234567'].map(phone), [
      ...['415 555-1212', '+86 023 6300-0000', '415 555 1212', '023 63000000', null, null],
    ])
  })
  it('names every fault at once', () => {
    assert.deepEqual(faults(here, null, null), ['service_code city.manhole is unknown'])
    const wrong = { phone: 'call me', email: 'a@b@c', media_url: 'file:///etc/passwd', 'attribute[x]': '1' }
    assert.equal(faults({ ...here, ...wrong, 'attribute[happened_at]': 'yesterday', first_name: 'x'.repeat(61) }).length, 6)
    const twice = readSubmission(
      'service_code=city.manhole&lat=31.5&long=105.5&attribute[happened_at]=2026-03-02T09:00:00Z&attribute[happened_at]=2026-03-02T09:00:00Z',
    )
    assert.ok(twice.ok && !asReport(twice.value, { type, place: null }).ok)
  })
})
