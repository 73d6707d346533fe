/** China's country code, as gateways write it before a number. */
const country = /^(?:\+|00)?86(?=1\d{10}$)/

/** A mobile number as digits alone, without its country's code, blanks and dashes: what a gateway writes and what stands with a person are the same then. */
export const plainPhone = (phone: string): string => phone.replaceAll(/[^\d+]/g, '').replace(country, '')
