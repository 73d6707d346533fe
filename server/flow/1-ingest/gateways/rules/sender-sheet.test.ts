import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { protocols } from '../../../../../contract/protocols.ts'
import { senderCode, senderNumber } from './sender-forms.ts'
import { readSenderSheet, senderSheetOf } from './sender-sheet.ts'

describe('the number of a sender', () => {
  it('is taken as its codec gives it: a terminal’s without the zeros before it, hexadecimal in small letters', () => {
    assert.equal(senderNumber('jt808', ' 013 912345678'), '13912345678')
    assert.equal(senderNumber('sl651', '00A1223344'), '00a1223344')
    assert.equal(senderNumber('gb26875', '0102030405FF'), '0102030405ff')
    for (const [protocol, text] of [
      ['jt808', '0000'],
      ['jt808', '1391234567x'],
      ['hj212', 'A'.repeat(25)],
      ['sl651', '12345'],
      ['gb26875', '01020304050607'],
      ['ais', '41399900'],
    ] as const)
      assert.equal(senderNumber(protocol, text), null, text)
  })

  it('comes with a code of its protocol, or none', () => {
    assert.equal(senderCode('sl651', '03E8'), '03e8')
    assert.equal(senderCode('hj212', '12;34'), null)
    assert.equal(senderCode('gb26875', 'any'), null)
  })
})

describe('a sheet of numbers', () => {
  const head = ['协议', '号码', '设备', '鉴权码', '坐标系', '从宽']

  it('is read with its headings in any order, empty rows left out', () => {
    const read = readSenderSheet([
      ['渣土车终端登记表'],
      ['设备编号', '坐标系', '协议', '号码', '校验从宽'],
      ['truck-1', 'GCJ-02', 'JT/T 808', '013912345678', '是'],
      ['', '', '', ''],
      ['dust-1', '', 'hj 212', 'MN1'],
    ])
    assert.deepEqual(read, {
      senders: [
        { row: 3, protocol: 'jt808', number: '13912345678', device: 'truck-1', code: null, crs: 'GCJ-02', lenient: true },
        { row: 5, protocol: 'hj212', number: 'MN1', device: 'dust-1', code: null, crs: null, lenient: null },
      ],
      faults: [],
    })
  })

  it('says of every row what is wrong, and never a code', () => {
    const read = readSenderSheet([
      head,
      ['modbus', '1', 'd', '', ''],
      ['jt808', 'x', 'd', '', ''],
      ['jt808', '1', '', '', ''],
      ['sl651', '0011223344', 'd', 'secret', ''],
      ['jt808', '1', 'd', '', 'WGS84'],
      ['hj212', 'MN1', 'd', '', 'WGS-84'],
      ['jt808', '01', 'd', '', '', 'no'],
      ['jt808', '1', 'd', '', ''],
      ['jt808', '2', 'd', '', '', '也许'],
      ['ais', '413999000', 'd', '', '', '是'],
    ])
    assert.deepEqual(read?.faults, [
      { row: 2, fault: 'protocol', text: 'modbus' },
      { row: 3, fault: 'number', text: 'x' },
      { row: 4, fault: 'device', text: '' },
      { row: 5, fault: 'code', text: '' },
      { row: 6, fault: 'crs', text: 'WGS84' },
      { row: 7, fault: 'crs', text: 'WGS-84' },
      { row: 9, fault: 'twice', text: '1' },
      { row: 10, fault: 'lenient', text: '也许' },
      { row: 11, fault: 'lenient', text: '是' },
    ])
  })

  it('is written so that it can be taken back, without codes', () => {
    const one = { number: '13912345678', device: 'truck-1', crs: 'GCJ-02' } as const
    const cameras = new Set<string>(['gb28181', 'gat1400'])
    const numberOf = (protocol: string) => (cameras.has(protocol) ? '50010500002000000001' : '123456789')
    const all = protocols.map((protocol) => ({
      ...{ ...one, protocol, number: numberOf(protocol), crs: null },
      lenient: ['jt808', 'hj212'].includes(protocol) ? false : null,
    }))
    const senders = [
      { ...one, protocol: 'jt808' as const, lenient: true },
      ...all.filter(({ protocol }) => protocol !== 'sl651' && protocol !== 'gb26875'),
    ]
    const read = readSenderSheet(senderSheetOf(senders))!
    assert.deepEqual(read.faults, [])
    assert.deepEqual(
      read.senders.map(({ row: _, ...sender }) => sender),
      senders.map((sender) => ({ ...sender, code: null })),
    )
  })

  it('gets back the zeros a spreadsheet took from numbers of a fixed length', () => {
    const read = readSenderSheet([
      head,
      ['SL 651', '11223344', 'gauge-1', '', ''],
      ['GB/T 26875.3', '10203040506', 'panel-1', '', ''],
    ])
    assert.deepEqual(
      read?.senders.map(({ number }) => number),
      ['0011223344', '010203040506'],
    )
  })

  it('without headings is none', () => {
    assert.equal(readSenderSheet([['jt808', '1', 'd']]), null)
    assert.equal(readSenderSheet([]), null)
  })
})
