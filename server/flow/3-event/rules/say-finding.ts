const number = (value: unknown): string => (typeof value === 'number' ? String(Math.round(value * 10) / 10) : '')
const time = (value: unknown, offset: number): string =>
  typeof value === 'string' && value.includes('T')
    ? new Date(Date.parse(value) + offset).toISOString().slice(5, 16).replace('T', ' ')
    : ''

/** What a finding follows from, in one sentence of the staff's words; what is not known is left out. `offset`: of the city's clock, ms. */
export function sayFinding(evidence: Readonly<Record<string, unknown>>, offset: number): string {
  const { since, at, load, speed, permit, ticket, place, metres, limit, washed, stood, taken, permitted } = evidence
  const parts = [
    time(since, offset) && (washed === false ? `${time(since, offset)} 出场` : `自 ${time(since, offset)}`),
    time(at, offset) && `至 ${time(at, offset)}`,
    typeof load === 'number' && `装载 ${number(load)} %`,
    typeof speed === 'number' && `车速 ${number(speed)} km/h`,
    typeof limit === 'number' && typeof speed === 'number' && typeof metres !== 'number' && `限值 ${number(limit)}`,
    typeof permit === 'string' && `准运证 ${permit}`,
    typeof ticket === 'string' && `联单 ${ticket}`,
    typeof place === 'string' && `${typeof metres === 'number' ? '最近的' : ''}${place}`,
    washed === false && '门口未见冲洗',
    typeof stood === 'number' && `定位显示在冲洗点停留 ${number(stood)} 秒`,
    typeof metres === 'number' && `相距 ${number(metres)} 米`,
    typeof taken === 'number' && `联单方量 ${number(taken)}`,
    typeof permitted === 'number' && `核准 ${number(permitted)}`,
  ]
  return parts.filter((part) => typeof part === 'string' && part !== '').join('，')
}
