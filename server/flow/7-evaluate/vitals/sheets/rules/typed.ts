/** A number as people type it, with or without commas between thousands (1,204.5); null: none, also where a comma stands anywhere else. */
export function typedNumber(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  const isNumber = /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?(e[+-]?\d+)?$/i.test(plain)
  return isNumber ? Number(plain.replaceAll(',', '')) : null
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const two = (text: string | undefined): string => (text ?? '').padStart(2, '0')

/** What office programs make of days, hours and months when they save a sheet of text, written as this platform writes it; else the text itself. */
export function typedPeriod(text: string): string {
  const plain = text.normalize('NFKC').trim()
  const [, year, month, day, hour] = /^(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?(?: +(\d{1,2}):00(?::00)?)?$/.exec(plain) ?? []
  if (year) return `${year}-${two(month)}-${two(day)}${hour ? `T${two(hour)}` : ''}`
  const [, ofYear, ofMonth] = /^(\d{4})[/.年-](\d{1,2})月?$/.exec(plain) ?? []
  if (ofYear) return `${ofYear}-${two(ofMonth)}`
  const [, name, short] = /^([a-z]{3})-(\d{2})$/i.exec(plain) ?? []
  const n = months.indexOf((name ?? '').toLowerCase())
  return n < 0 ? plain : `20${short}-${two(String(n + 1))}`
}
