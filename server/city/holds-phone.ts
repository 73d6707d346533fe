const phones = [
  // mobile, with or without +86 and with gaps: 130 0000 0042
  /(?<!\d)1[3-9]\d(?:[\s-]?\d){8}(?!\d)/,
  // with an area code: 023-67000000
  /(?<!\d)0\d{2,3}[\s)-]*\d{7,8}(?!\d)/,
  // a local number of seven or eight digits, but no date like 20261126
  /(?<!\d)(?!20\d{6}(?!\d))[2-8]\d{6,7}(?!\d)/,
  // 400-000-0000
  /(?<!\d)400[\s-]?\d{3}[\s-]?\d{4}(?!\d)/,
]

/** Does a text everybody reads hold a phone number? Such a number has a personal field of its own, masked on the server. */
export function holdsPhone(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\+?86[\s-]?(?=1[3-9]\d)/g, ' ')
  return phones.some((phone) => phone.test(plain))
}
