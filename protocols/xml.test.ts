import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { escapeXml, readXml, type XmlElement } from './xml.ts'
import { xmlText } from './xml-text.ts'

const root = (source: string): XmlElement => {
  const read = readXml(source)
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}
const error = (source: string): string => {
  const read = readXml(source)
  return read.ok ? 'ok' : read.error
}

describe('XML', () => {
  it('is read with namespaces, entities, CDATA, comments and instructions', () => {
    const { name, space, attributes, children, text } = root(
      `<?xml version="1.0"?>\n<!-- a --><?p q?><a:x xmlns:a="urn:a" xmlns="urn:b" k="1 &lt; 2" a:k='"'>&#x6c5f;&amp;<y/><![CDATA[<z>]]><!--c-->\r\n</a:x>\n`,
    )
    assert.deepEqual([name, space, text], ['x', 'urn:a', '江&<z>\n'])
    assert.deepEqual({ ...attributes }, { k: '1 < 2', '{urn:a}k': '"' })
    assert.deepEqual(
      children.map((child) => [child.name, child.space]),
      [['y', 'urn:b']],
    )
  })

  it('that is not well-formed is refused', () => {
    const broken = [
      '',
      'x',
      '<a>',
      '<a></b>',
      '<a/><b/>',
      '<a b=1/>',
      '<a b="1" b="2"/>',
      '<a><b></a></b>',
      '<a>&</a>',
      '<a>]]></a>',
    ]
    const more = [
      '<a b="<"/>',
      '<a:b/>',
      '<a><!-- -- --></a>',
      '<?xml version="1.0"?',
      '<a>&#0;</a>',
      '<a>\u0001</a>',
      '<1/>',
      '<a b="1"c="2"/>',
    ]
    const most = [
      '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>',
      '<a>&#xd800;</a>',
      ' <?xml version="1.0"?><a/>',
      '<a',
      '<a b',
      '<a b=',
    ]
    for (const source of [...broken, ...more, ...most]) assert.equal(error(source), 'bad-xml', source)
  })

  it('with a document type or an entity of its own is refused before anything is read', () => {
    assert.equal(error('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), 'forbidden-entity')
    assert.equal(error('<a>&b;</a>'), 'forbidden-entity')
    assert.equal(error('<a b="&toString;"/>'), 'forbidden-entity')
  })

  it('is bounded in depth and read in linear time', () => {
    assert.equal(error('<a>'.repeat(100)), 'too-long')
    for (const hostile of ['<a ', '<!--', '<![CDATA[', '&', '<?', '<a b="', ']]', '<a>&amp'])
      assert.notEqual(error(`<r>${hostile.repeat(200_000)}`), 'ok')
  })

  it('is written so that it reads back', () => {
    const text = 'a<b>&"\'江\r\n]]>\u0001😀'
    assert.equal(root(`<r k="${escapeXml(text)}">${escapeXml(text)}</r>`).text, 'a<b>&"\'江\r\n]]>😀')
  })

  it('tells its encoding', () => {
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é\u0085</a>', 'latin1')
    assert.deepEqual(xmlText(latin), { ok: true, value: '<?xml version="1.0" encoding="ISO-8859-1"?><a>é\u0085</a>' })
    const gb = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="GB2312"?><a>'),
      Buffer.from([0xd6, 0xd8]),
      Buffer.from('</a>'),
    ])
    assert.ok(xmlText(gb).ok && (xmlText(gb) as { value: string }).value.includes('重'))
    assert.deepEqual(xmlText(Buffer.from([60, 97, 62, 0xff])), { ok: false, error: 'bad-encoding', detail: 'utf-8' })
    assert.deepEqual(xmlText(Buffer.from('<?xml version="1.0" encoding="EBCDIC"?><a/>')), {
      ok: false,
      error: 'bad-encoding',
      detail: 'ebcdic',
    })
    assert.equal((xmlText(Buffer.from('\ufeff<a/>', 'utf16le')) as { value: string }).value, '<a/>')
  })
})
