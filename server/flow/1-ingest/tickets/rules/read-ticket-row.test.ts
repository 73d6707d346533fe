import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readTime } from '../../mapped/rules/read-time.ts'
import { findTicketColumns, readTicketRow } from './read-ticket-row.ts'

const headings = ['联单号', '出土工地编号', '消纳场编号', '车牌', '装载量（m³）', '开出时间', '闭合时间', '备注']
const read = (cells: string[], from: readonly string[] = headings) => {
  const found = findTicketColumns(from)
  assert.ok(found.ok)
  return readTicketRow(cells, found.value.places, (text) => readTime(text, { format: 'excel', zone: 'Asia/Shanghai' }))
}

describe('a row of a sheet of tickets', () => {
  it('tells a ticket as a gate would, with moments on the clock of the city', () => {
    const row = read(['LD-1', 'GD-1', 'XN-1', '渝X00001', '15.5', '2026-04-10 20:30', '', '随手记'])
    assert.ok(row.ok)
    assert.deepEqual(row.ticket, {
      ...{ no: 'LD-1', from: 'GD-1', to: 'XN-1', plate: '渝X00001', load: 15.5, openedAt: '2026-04-10T12:30:00.000Z' },
      ...{ openedBy: null, washed: null, closedAt: null, closedLoad: null, closedBy: null },
    })
  })

  it('reads days as a spreadsheet counts them', () => {
    const row = read(['LD-1', 'GD-1', 'XN-1', '渝X00001', '15', '46122.5', '2026/4/10 13:05:30'])
    assert.ok(row.ok)
    assert.deepEqual([row.ticket.openedAt, row.ticket.closedAt], ['2026-04-10T04:00:00.000Z', '2026-04-10T05:05:30.000Z'])
  })

  it('says whether it was washed in the words of staff, and nothing where the cell is empty', () => {
    const washed = (text: string) => {
      const row = read(
        ['LD-1', 'GD-1', 'XN-1', '渝X00001', '15', '2026-04-10 20:30', text],
        [...headings.slice(0, 6), '是否冲洗'],
      )
      return row.ok ? row.ticket.washed : row.faults.map(({ details }) => details?.pathZh)
    }
    assert.deepEqual(['是', '未冲洗', 'No', '', '大概'].map(washed), [true, false, false, null, ['冲洗']])
  })

  it('names every fault of a row by its column', () => {
    const row = read(['', 'GD-1', 'XN-1', '渝X00001', '很多', '昨天', ''])
    assert.ok(!row.ok)
    assert.deepEqual(
      row.faults.map(({ details }) => [details?.pathZh, details?.reason]),
      [
        ['联单号', 'value.missing'],
        ['装载量', 'row.number'],
        ['开出时间', 'row.time'],
      ],
    )
    const long = read(['LD-1', 'GD-1', 'XN-1', '渝X00001', '0', '2026-04-10 20:30', ''])
    assert.ok(!long.ok && long.faults[0]?.details?.pathZh === '装载量', 'what a gate may not tell a sheet may not either')
  })
})

describe('the headings of a sheet of tickets', () => {
  it('are found in both languages, and what is none is told', () => {
    const found = findTicketColumns(['Ticket', 'Site code', 'Disposal site code', 'Plate', 'Load (m³)', 'opened AT', 'Colour'])
    assert.ok(found.ok)
    assert.deepEqual([found.value.places.size, found.value.unknown], [6, ['Colour']])
  })

  it('are refused without a needed one, and with one twice', () => {
    const reason = (from: string[]) => {
      const found = findTicketColumns(from)
      return found.ok ? null : [found.refusal.details?.reason, found.refusal.details?.name]
    }
    assert.deepEqual(reason(headings.filter((name) => name !== '车牌')), ['column.missing', '号牌'])
    assert.deepEqual(reason([...headings, '号牌']), ['column.twice', '号牌'])
  })
})
