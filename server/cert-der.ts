import { createHash, type KeyObject, sign } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'

/** The little of DER (X.690) and X.509 v3 (RFC 5280) a local certificate needs: node:crypto reads certificates but makes none. */
const tlv = (tag: number, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 255 ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body])
}

const sequence = (...content: Buffer[]): Buffer => tlv(0x30, ...content)
const boolean = (value: boolean): Buffer => tlv(0x01, Buffer.from([value ? 0xff : 0]))
const octets = (body: Buffer): Buffer => tlv(0x04, body)
const bits = (body: Buffer, unused = 0): Buffer => tlv(0x03, Buffer.from([unused]), body)
const text = (value: string): Buffer => tlv(0x0c, Buffer.from(value, 'utf8'))

/** A positive whole number: a leading zero where the first bit would make it negative. */
export function integer(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0)
  const body = start < 0 ? Buffer.from([0]) : bytes.subarray(start)
  return tlv(0x02, body[0]! & 0x80 ? Buffer.concat([Buffer.from([0]), body]) : body)
}

/** '1.2.840.10045.4.3.2' → its bytes: the first two numbers in one, then seven bits a byte. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap((value) => {
    const sevens = [value & 0x7f]
    for (let high = Math.floor(value / 128); high > 0; high = Math.floor(high / 128)) sevens.unshift((high & 0x7f) | 0x80)
    return sevens
  })
  return tlv(0x06, Buffer.from(bytes))
}

/** Until 2049 with two digits of the year, from 2050 with four (RFC 5280, 4.1.2.5). */
export function time(at: Date): Buffer {
  const digits = `${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
  return at.getUTCFullYear() < 2050 ? tlv(0x17, Buffer.from(digits.slice(2))) : tlv(0x18, Buffer.from(digits))
}

const ecdsaSha256 = sequence(oid('1.2.840.10045.4.3.2'))
const nameOf = (commonName: string): Buffer =>
  sequence(tlv(0x31, sequence(oid('2.5.4.10'), text('Zhili'))), tlv(0x31, sequence(oid('2.5.4.3'), text(commonName))))

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value))

/** The last 65 bytes of a P-256 key's SPKI are its point; its SHA-1 is the customary name of the key. */
const keyId = (spki: Buffer): Buffer => createHash('sha1').update(spki.subarray(-65)).digest()

export type Identity = { commonName: string; key: KeyObject; publicKey: KeyObject }
export type CertificateAsk = {
  subject: Identity
  issuer: Identity
  serial: Buffer
  from: Date
  to: Date
  /** host names and addresses of a server; null for a certificate authority */
  hosts: string[] | null
}

/** A signed certificate in DER. Keys are P-256. With `hosts` it is a server's; without it may sign servers' and nothing else. */
export function certificate(ask: CertificateAsk): Buffer {
  const spki = ask.subject.publicKey.export({ type: 'spki', format: 'der' })
  const issuerSpki = ask.issuer.publicKey.export({ type: 'spki', format: 'der' })
  const body = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(ask.serial),
    ecdsaSha256,
    nameOf(ask.issuer.commonName),
    sequence(time(ask.from), time(ask.to)),
    nameOf(ask.subject.commonName),
    spki,
    tlv(0xa3, sequence(...extensions(ask.hosts, spki, issuerSpki))),
  )
  const signature = sign('sha256', body, ask.issuer.key)
  return sequence(body, ecdsaSha256, bits(signature))
}

function extensions(hosts: string[] | null, spki: Buffer, issuerSpki: Buffer): Buffer[] {
  const keys = [
    extension('2.5.29.14', false, octets(keyId(spki))),
    extension('2.5.29.35', false, sequence(tlv(0x80, keyId(issuerSpki)))),
  ]
  if (hosts === null)
    return [
      extension('2.5.29.19', true, sequence(boolean(true), integer(Buffer.from([0])))),
      extension('2.5.29.15', true, bits(Buffer.from([0x06]), 1)), // keyCertSign, cRLSign
      ...keys,
    ]
  return [
    extension('2.5.29.19', true, sequence()),
    extension('2.5.29.15', true, bits(Buffer.from([0x80]), 7)), // digitalSignature
    extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))), // serverAuth
    extension('2.5.29.17', false, sequence(...hosts.map(generalName))),
    ...keys,
  ]
}

const generalName = (host: string): Buffer =>
  isIPv4(host) || isIPv6(host) ? tlv(0x87, addressBytes(host)) : tlv(0x82, Buffer.from(host, 'ascii'))

/** 4 or 16 bytes of an address. */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail] = address.split('::')
  const words = (part: string): string[] => part.split(':').filter(Boolean)
  const [front, back] = [words(head), words(tail ?? '')]
  const zeros = Array(8 - front.length - back.length).fill('0') as string[]
  return Buffer.from([...front, ...zeros, ...back].map((word) => word.padStart(4, '0')).join(''), 'hex')
}

/** DER as the text files hold it. */
export const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
