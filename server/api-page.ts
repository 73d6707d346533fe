import type { App } from './kernel/http.ts'
import { type Document, finishDocument, type Operation } from './openapi.ts'
import { escaped, typeText } from './schema-text.ts'

/** `/api/v1/openapi.json` and the page that shows it. Finished once, when first asked: every route is there by then. */
export async function describeRoutes(app: App): Promise<void> {
  let document: Document | null = null
  let page: string | null = null
  const finished = (): Document => (document ??= finishDocument(app.swagger()))
  const config = { permit: 'public' } as const
  app.get('/api/v1/openapi.json', { schema: { hide: true }, config }, async (_request, reply) => {
    void reply.header('cache-control', 'public, max-age=300')
    return finished()
  })
  app.get('/api/v1/docs', { schema: { hide: true }, config }, async (_request, reply) => {
    page ??= apiPage(finished())
    void reply.type('text/html; charset=utf-8').header('cache-control', 'public, max-age=300')
    void reply.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    )
    return page
  })
}

const style = `:root{color-scheme:light dark;--line:#8887;--soft:#8881;background:Canvas;color:CanvasText}body{font:16px/1.55 system-ui,"Noto Sans CJK SC",sans-serif;max-width:64rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:1.2rem 0 .3rem}
nav ul{columns:3 14rem;padding-left:1.2rem}details{border:1px solid var(--line);border-radius:6px;margin:.35rem 0}summary{padding:.35rem .6rem;cursor:pointer}
summary b{display:inline-block;min-width:4.2rem;font:600 .85rem ui-monospace,monospace}details>div{padding:.2rem .9rem .8rem;border-top:1px solid var(--line)}
code,pre{font:.87rem/1.5 ui-monospace,monospace}pre{background:var(--soft);padding:.6rem;border-radius:6px;overflow-x:auto;white-space:pre-wrap}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.2rem .6rem .2rem 0;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400}
a{color:inherit}`

/** The reference as one page: no script, nothing from elsewhere, every operation folded up. */
export function apiPage(document: Document): string {
  const operations = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, one]) => ({ path, verb: verb.toUpperCase(), one })),
  )
  const chapters = document.tags.map(({ name, description }) => {
    const own = operations.filter(({ one }) => one.tags?.includes(name))
    return `<section><h2 id="${name}">${escaped(description)}</h2>${own.map((each) => operationPart(each)).join('')}</section>`
  })
  const links = document.tags.map(({ name, description }) => `<li><a href="#${name}">${escaped(description)}</a></li>`)
  const refusals = Object.entries(document.components.responses as Record<string, { description: string }>).map(
    ([name, { description }]) =>
      `<tr><th scope="row">${name.replace('Refused', '').replace('Other', '…')}</th><td>${marked(description)}</td></tr>`,
  )
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `<h3 id="schema-${name}">${name}</h3><pre>${typeText(schema)}</pre>`,
  )
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>接口说明 · API · 智理 Zhili</title><style>${style}</style><main><h1>接口说明 <span lang="en">· API reference</span></h1>
${document.info.description
  .split('\n\n')
  .map((text) => `<p>${marked(text)}</p>`)
  .join('')}
<p>OpenAPI ${document.openapi}：<a href="/api/v1/openapi.json">/api/v1/openapi.json</a></p>
<nav aria-label="目录 · Contents"><ul>${links.join('')}<li><a href="#refusals">拒绝 · Refusals</a></li><li><a href="#schemas">数据 · Data</a></li></ul></nav>
${chapters.join('\n')}
<section><h2 id="refusals">拒绝 · Refusals</h2><p>都是 <a href="#schema-Problem">Problem</a>。<span lang="en">Each is a Problem.</span></p>
<table><thead><tr><th scope="col">HTTP</th><th scope="col">含义与代码 · Meaning and codes</th></tr></thead><tbody>${refusals.join('')}</tbody></table></section>
<section><h2 id="schemas">数据 · Data</h2>${schemas.join('\n')}</section></main></html>`
}

/** Text with `code` between backticks. */
const marked = (text: string): string => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')

const doors: Record<string, string> = {
  public: '无须登录 · no account needed',
  session: '登录即可 · anybody signed in',
  key: '接口密钥 · an API key',
}

function operationPart({ path, verb, one }: { path: string; verb: string; one: Operation }): string {
  const permit = doors[one['x-permit']] ?? `权限 permit <code>${escaped(one['x-permit'])}</code>`
  const body = Object.values(one.requestBody?.content ?? {})[0]
  return `<details><summary><b>${verb}</b> <code>${escaped(path)}</code> ${escaped(one.summary)} <span lang="en">· ${escaped(one.description ?? '')}</span></summary>
<div><p>${permit}</p>${parametersPart(one)}${body ? `<p>请求 · body</p><pre>${typeText(body.schema)}</pre>` : ''}${answersPart(one)}</div></details>`
}

function parametersPart({ parameters = [] }: Operation): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(
    (one) =>
      `<tr><th scope="row"><code>${one.name}</code>${one.required ? '' : '?'}</th><td>${one.in}</td><td><code>${typeText(one.schema)}</code></td><td>${escaped(one.description ?? '')}</td></tr>`,
  )
  return `<table><thead><tr><th scope="col">参数 · name</th><th scope="col">位置 · in</th><th scope="col">类型 · type</th><th scope="col">含义 · meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function answersPart({ responses }: Operation): string {
  const good = Object.entries(responses).flatMap(([status, response]) => {
    if ('$ref' in response) return []
    const content = Object.values(response.content ?? {})[0]
    return [`<p>${status}</p>${content ? `<pre>${typeText(content.schema)}</pre>` : ''}`]
  })
  const refused = Object.keys(responses).filter((status) => '$ref' in responses[status]! && status !== 'default')
  return `${good.join('')}<p>拒绝 · refusals: ${refused.join(' ')} <a href="#refusals">…</a></p>`
}
