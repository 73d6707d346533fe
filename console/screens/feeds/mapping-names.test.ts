import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Mapping } from '../../../contract/mapped-feed.ts'
import { emptyNames, emptyRow, mappingOfNames, type Names, namesOf } from './mapping-names.ts'

const names: Names = {
  prefix: 'urn:ngsi-ld:Sensor:',
  rows: [
    { said: 'temperature', unit: 'CEL', reading: 'temperature', factor: '1' },
    { said: 'pm25', unit: '', reading: 'pm25', factor: '0.001' },
  ],
}

describe('which of their names is which reading', () => {
  it('comes back from the mapping it made, for both kinds', () => {
    for (const kind of ['ngsi-ld', 'sparkplug'] as const) {
      const made = Mapping.parse(mappingOfNames(kind, names))
      const rows = kind === 'sparkplug' ? names.rows.map((row) => ({ ...row, unit: '' })) : names.rows
      assert.deepEqual(namesOf(kind, made), { ...names, rows }, kind)
    }
  })

  it('is missing while a name, a reading or a factor is', () => {
    const [row] = names.rows
    assert.equal(mappingOfNames('ngsi-ld', emptyNames), null)
    assert.equal(mappingOfNames('ngsi-ld', { prefix: '', rows: [] }), null)
    for (const wrong of [{ said: ' ' }, { reading: null }, { factor: '' }, { factor: '0' }, { factor: 'x' }])
      assert.equal(mappingOfNames('ngsi-ld', { prefix: '', rows: [{ ...row!, ...wrong }] }), null, JSON.stringify(wrong))
    assert.equal(emptyRow.factor, '1')
  })

  it('cannot say all of a mapping with more in it', () => {
    const made = Mapping.parse(mappingOfNames('ngsi-ld', names))
    const [first] = made.long!.names
    const more: Mapping[] = [
      { ...made, list: 'data' },
      { ...made, position: { lon: 'lon', lat: 'lat', crs: 'WGS-84' } },
      { ...made, device: { ...made.device, known: { A: 'B' } } },
      { ...made, time: { ...made.time, format: 'unix-s' } },
      { ...made, long: { ...made.long!, names: [{ ...first!, offset: 3 }] } },
      { ...made, long: { ...made.long!, value: 'other' } },
    ]
    for (const mapping of more) assert.equal(namesOf('ngsi-ld', mapping), null, JSON.stringify(mapping))
  })
})
