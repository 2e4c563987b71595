import { readRpcError } from './hostState.ts'
import type { Reader } from './read.ts'

/** The backend refused, or isn't there; the message is fit to be shown. */
export class HostRefusal extends Error {}

export async function post(route: string, body: object): Promise<Response> {
  return reach(`/host/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** For what has no answer. */
export async function tell(route: string, body: object): Promise<void> {
  await accepted(await post(route, body))
}

export async function ask<T>(route: string, body: object, read: Reader<T>): Promise<T> {
  return read(await (await accepted(await post(route, body))).json())
}

export async function look<T>(
  route: string,
  query: Readonly<Record<string, string>>,
  read: Reader<T>,
): Promise<T> {
  const response = await reach(`/host/${route}?${new URLSearchParams(query)}`, {})
  return read(await (await accepted(response)).json())
}

/** The sandbox's own controls, as scripts use them. */
export async function control<T>(route: string, body: object | null, read: Reader<T>): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const options = body === null ? {} : { method: 'POST', headers, body: JSON.stringify(body) }
  return read(await (await accepted(await reach(`/sandbox/${route}`, options))).json())
}

export async function accepted(response: Response): Promise<Response> {
  if (response.ok) return response
  throw new HostRefusal(await sentenceOf(response))
}

async function reach(url: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(url, options)
  } catch {
    throw new HostRefusal("The sandbox isn't answering.")
  }
}

async function sentenceOf(response: Response): Promise<string> {
  const body = await response.text()
  try {
    return readRpcError({ code: response.status, ...JSON.parse(body) }).message
  } catch {
    return `The sandbox answered ${response.status}.`
  }
}
