import type { ServerResponse } from 'node:http'

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(text)
}

export function sendNothing(response: ServerResponse, status: 202 | 204): void {
  response.writeHead(status, { 'cache-control': 'no-store' }).end()
}
