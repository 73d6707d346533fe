import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import { madePdf } from './made-pdf.ts'
import { readPdf } from './read-pdf.ts'

const packed = (text: string, filter = '/FlateDecode'): Buffer =>
  madePdf({ head: `/Type /ObjStm /N 1 /First 4 /Filter ${filter}`, stream: deflateSync(Buffer.from(text)) })

describe('a PDF that is brought', () => {
  it('is taken when it only shows something', () => {
    assert.equal(readPdf(madePdf()), 'plain')
    assert.equal(readPdf(madePdf({ catalog: '/OpenAction [3 0 R /Fit] /URI (https://example.org)' })), 'plain')
    assert.equal(readPdf(packed('1 0 << /Type /Annot /Subtype /Link >>')), 'plain')
    // a picture may hold any bytes; only whole names count
    assert.equal(readPdf(madePdf({ stream: Buffer.from('/JS /JavaScripts /Launcher') })), 'plain')
  })

  it('is none without its head or its end', () => {
    assert.equal(readPdf(Buffer.from('<html><script>alert(1)</script></html>'.repeat(3))), 'none')
    assert.equal(readPdf(madePdf().subarray(0, -8)), 'none')
    assert.equal(readPdf(Buffer.concat([Buffer.from('x'), madePdf()])), 'none')
  })

  for (const name of ['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'EmbeddedFile', 'RichMedia', 'GoToE', 'XFA'])
    it(`is refused with /${name}, plain, written in numbers, or packed`, () => {
      const hidden = `#${name.charCodeAt(0).toString(16)}${name.slice(1)}`
      assert.equal(readPdf(madePdf({ catalog: `/OpenAction << /S /${name} >>` })), 'active')
      assert.equal(readPdf(madePdf({ catalog: `/OpenAction << /S /${hidden} >>` })), 'active')
      assert.equal(readPdf(packed(`1 0 << /S /${hidden} >>`)), 'active')
    })

  it('is refused when nobody can look into it', () => {
    assert.equal(readPdf(madePdf({ catalog: '/Encrypt 9 0 R' })), 'locked')
    assert.equal(readPdf(packed('1 0 <<>>', '[/ASCII85Decode /FlateDecode]')), 'locked')
    assert.equal(readPdf(madePdf({ head: '/Type /Obj#53tm /Filter /FlateDecode', stream: Buffer.from('no zlib') })), 'locked')
    assert.equal(readPdf(packed(' '.repeat(40 * 1024 * 1024))), 'locked', 'a bomb is not unpacked')
  })
})
