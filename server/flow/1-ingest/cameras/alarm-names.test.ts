import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { alarmNames } from './alarm-names.ts'
import { labelIn } from './label-in.ts'
import { seenIn } from './viid-seen.ts'

describe('what an alarm is called', () => {
  it('is its maker’s words, then method and type, then the method; a sentence is no label', () => {
    assert.deepEqual(alarmNames({ description: ' 暴露  垃圾 ', method: 5, alarmType: 6 }), ['暴露 垃圾', '5/6', '5'])
    assert.deepEqual(alarmNames({ description: '长'.repeat(41), method: 5, alarmType: null }), ['5'])
    assert.deepEqual(alarmNames({ description: null, method: null, alarmType: null }), ['0'])
    assert.deepEqual(alarmNames({ description: '长'.repeat(41), method: null, alarmType: 3 }), ['0'])
  })
})

describe('an object of a view library', () => {
  it('bears the name of a thing, or what is wrong with a vehicle; one that only passes bears none', () => {
    assert.deepEqual(seenIn('things', { ThingID: 't', Name: '垃圾', Property: 'p' }, 'x')!.names, ['垃圾', 'p'])
    assert.deepEqual(seenIn('vehicles', { MotorVehicleID: 'v', IsSuspicious: '1', DrivingStatusCode: 12 }, 'x')!.names, [
      'IsSuspicious',
      'DrivingStatusCode/12',
    ])
    assert.equal(seenIn('vehicles', { MotorVehicleID: 'v', PlateNo: '渝A00000', IsSuspicious: 0 }, 'x'), null)
  })

  it('tells its confidence of 1 or of 100, or none', () => {
    const sure = (more: object) => seenIn('things', { ThingID: 't', Name: 'n', ...more }, 'x')!.confidence
    assert.deepEqual(
      [sure({ Confidence: 0.9 }), sure({ Confidence: 90 }), sure({ Confidence: 900 }), sure({})],
      [0.9, 0.9, null, null],
    )
  })
})

describe('a label', () => {
  it('is a short word of its maker that holds no number of anybody', () => {
    assert.deepEqual(['  暴露\n垃圾 ', '5号门', null, '', '长'.repeat(41)].map(labelIn), ['暴露 垃圾', '5号门', null, null, null])
    const numbers = [
      '500101199001011234',
      '50010119900101123X',
      '500101 19900101 1234',
      '５００１０１１９９００１０１１２３４',
      '13000000042',
    ]
    for (const one of numbers) assert.equal(labelIn(`张 ${one}`), null, one)
  })
})
