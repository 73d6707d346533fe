import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cleanPhoto } from './clean-photo.ts'
import { exifSegment, jfif, madeJpeg, madePng, madeTiff, madeWebp, pngChunk, segment, webpChunk } from './made-photo.ts'

const cuntan = { lon: 106.61, lat: 29.61, accuracyM: null }
const near = (place: { lon: number; lat: number } | null | undefined) =>
  place && { lon: Math.round(place.lon * 1e6) / 1e6, lat: Math.round(place.lat * 1e6) / 1e6, accuracyM: null }
const holds = (bytes: Buffer | undefined, text: string) => bytes?.includes(Buffer.from(text, 'latin1')) ?? false

describe('a JPEG photo', () => {
  const secret = [
    jfif,
    exifSegment(madeTiff()),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>secret')),
    segment(0xed, Buffer.from('Photoshop 3.0\0secret')),
    segment(0xfe, Buffer.from('secret')),
    segment(0xe2, Buffer.from('MPF\0secret')),
    segment(0xe2, Buffer.from('ICC_PROFILE\0colours')),
  ]
  const cleaned = cleanPhoto(madeJpeg(secret, 40, Buffer.from('a whole film, secret')))

  it('is read for its place first', () => assert.deepEqual(near(cleaned?.place), cuntan))
  it('loses EXIF, XMP, IPTC, comments, previews and what hangs behind it', () => {
    assert.equal(cleaned?.kind, 'image/jpeg')
    assert.equal(holds(cleaned?.bytes, 'secret'), false)
    assert.equal(holds(cleaned?.bytes, 'MPF'), false)
  })
  it('keeps its colours, its picture and how it is turned', () => {
    assert.equal(holds(cleaned?.bytes, 'ICC_PROFILE\0colours'), true)
    assert.equal(cleaned?.bytes.indexOf(Buffer.alloc(40, 0x5a)) !== -1, true)
    assert.equal(cleanPhoto(cleaned!.bytes)?.bytes.equals(cleaned!.bytes), true, 'cleaning twice changes nothing more')
    assert.equal(cleanPhoto(cleaned!.bytes)?.place, null)
    assert.equal(holds(cleaned?.bytes, 'Exif\0\0MM\0*'), true)
  })
  it('without anything to hide stays byte for byte', () => {
    const plain = madeJpeg([jfif], 10)
    assert.equal(cleanPhoto(plain)?.bytes.equals(plain), true)
  })
})

describe('a PNG or WebP photo', () => {
  it('loses text and EXIF, its place read first', () => {
    const cleaned = cleanPhoto(
      madePng([
        pngChunk('tEXt', Buffer.from('Author\0secret')),
        pngChunk('eXIf', madeTiff()),
        pngChunk('xxXx', Buffer.from('secret')),
      ]),
    )
    assert.deepEqual(near(cleaned?.place), cuntan)
    assert.equal(cleaned?.bytes.equals(madePng()), true)
  })
  it('keeps no sign in its header of what was taken out', () => {
    const cleaned = cleanPhoto(madeWebp([webpChunk('EXIF', madeTiff()), webpChunk('XMP ', Buffer.from('secret'))]))
    assert.deepEqual(near(cleaned?.place), cuntan)
    assert.equal(holds(cleaned?.bytes, 'secret'), false)
    assert.equal(cleaned?.bytes.readUInt32LE(4), cleaned!.bytes.length - 8)
    assert.equal(cleaned?.bytes[20], 0)
  })
})

describe('what is no photo', () => {
  const refused: [string, Buffer][] = [
    ['nothing', Buffer.alloc(0)],
    ['a page that calls itself one', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;')],
    ['three magic bytes', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['a JPEG without a picture', Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')],
    ['a JPEG segment that leads outside', madeJpeg([Buffer.from([0xff, 0xe1, 0xff, 0xff])])],
    ['a JPEG segment of length 0, where a careless reader turns for ever', madeJpeg([Buffer.from([0xff, 0xe1, 0, 0])])],
    ['a JPEG cut in its picture', madeJpeg([jfif], 500).subarray(0, 300)],
    ['a JPEG of 100,000 empty segments', madeJpeg([Buffer.alloc(400_000, Buffer.from([0xff, 0xfe, 0, 2]))])],
    ['a PNG chunk of 4 GB', Buffer.concat([madePng().subarray(0, 33), Buffer.from('ffffffff49444154', 'hex'), Buffer.alloc(40)])],
    ['a PNG without an end', madePng().subarray(0, 50)],
    ['a WebP longer than itself', Buffer.concat([Buffer.from('RIFF\xff\xff\xff\x7fWEBPVP8 ', 'latin1'), Buffer.alloc(20)])],
    ['a WebP without a picture', madeWebp().subarray(0, 30)],
  ]
  for (const [name, bytes] of refused) it(`is refused: ${name}`, () => assert.equal(cleanPhoto(bytes), null))

  it('never throws, wherever a photo is cut or a byte is turned over', () => {
    let tried = 0
    for (const photo of [
      madeJpeg([jfif, exifSegment(madeTiff())]),
      madePng([pngChunk('eXIf', madeTiff())]),
      madeWebp([webpChunk('EXIF', madeTiff())]),
    ]) {
      for (let at = 0; at < photo.length; at++) {
        cleanPhoto(photo.subarray(0, at))
        const turned = Buffer.from(photo)
        turned[at] = turned[at]! ^ 0xff
        cleanPhoto(turned)
        tried += 2
      }
    }
    assert.ok(tried > 1000)
  })
})
