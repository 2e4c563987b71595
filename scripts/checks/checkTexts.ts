import { parseAst } from 'vite'
import type { CheckResult } from './checkResult.ts'
import { type SourceFile, sourceFiles } from './sourceFiles.ts'

/** What of a syntax tree is looked at. */
interface Node {
  readonly type: string
  readonly start: number
  readonly [name: string]: unknown
}

const isNode = (value: object): value is Node =>
  'type' in value && typeof value.type === 'string' && 'start' in value && typeof value.start === 'number'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** What people see or hear of an element, apart from what stands in it. */
const SPOKEN =
  /^(?:aria-(?:label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label)$/
const LETTER = /\p{L}/u
/** Begins as sentences do, and goes on. */
const SENTENCE = /^\p{Lu}[^<>{}]*\s\S*\p{Ll}{2}/u

const CHOICE = /^(?:ConditionalExpression|LogicalExpression|TemplateLiteral)$/

interface Area {
  readonly files: readonly string[]
  /** Where texts stand, and tests of them. */
  readonly except: RegExp
  /** Calls whose words nobody sees as they are: developers read them, or a code says them in people's own language. */
  readonly unseen: RegExp
}

const AREAS: readonly Area[] = [
  {
    files: ['client/src/{app,features,join,ui}/**/*.{ts,tsx}'],
    except: /\/messages\/|\.test\.tsx?$|\/testing\//,
    unseen: /Error$/,
  },
  {
    files: ['server/src/features/{commands,notifications}/**/*.ts'],
    except: /(?:^|\/)(?:texts|common|metadata)(?:\.\w\w)?\.ts$|\.test\.ts$|\/testing\//,
    unseen: /^(?:fail|\w*[pP]roblem|\w*Error|debug|info|warn|error|giveUp|describe|z)$/,
  },
]

/** Files in which sentences are for whoever runs the product, in English. */
const FOR_OPERATORS: Readonly<Record<string, string>> = {
  'server/src/features/notifications/deliverNotice.ts':
    'why a message couldn’t be sent, in the list of what failed',
  'server/src/features/notifications/createNotificationHandlers.ts': 'likewise',
  'server/src/features/commands/interactionsRouter.ts': 'an answer to Discord itself, which nobody sees',
  'server/src/features/commands/definitionsLock.ts': 'what `pnpm lock:commands` finds',
}

/** What people read stands in the files of messages, in each language, and nowhere else. */
export async function checkTexts(): Promise<CheckResult> {
  return { problems: [...AREAS.flatMap(strayTexts), ...languageChoices(), ...ownPlurals()] }
}

function strayTexts({ files, except, unseen }: Area): string[] {
  return sourceFiles(files)
    .filter(({ path }) => !except.test(path) && !(path in FOR_OPERATORS))
    .flatMap(file => textsOf(file, unseen))
}

function textsOf({ path, text }: SourceFile, unseen: RegExp): string[] {
  const found: string[] = []
  const program: unknown = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' })
  walk(program, [], (node, parents) => {
    const words = wordsOf(node)
    if (words === null || !LETTER.test(words) || !isSeen(node, words, parents, unseen)) return
    const line = text.slice(0, node.start).split('\n').length
    found.push(`${path}:${line} says “${words.trim()}”, which belongs in a file of messages`)
  })
  return found
}

function wordsOf(node: Node): string | null {
  const { value } = node
  if (node.type === 'TemplateElement')
    return isObject(value) && 'cooked' in value && typeof value.cooked === 'string' ? value.cooked : null
  return (node.type === 'Literal' || node.type === 'JSXText') && typeof value === 'string' ? value : null
}

function isSeen(node: Node, words: string, parents: readonly Node[], unseen: RegExp): boolean {
  if (node.type === 'JSXText') return true
  const attribute = parents.findLast(({ type }) => type === 'JSXAttribute')
  if (attribute) return isShown(parents) && SPOKEN.test(nameOf(attribute['name']))
  if (stands(parents)) return true
  if (!SENTENCE.test(words)) return false
  return !parents.some(
    parent => /^(?:Call|New)Expression$/.test(parent.type) && unseen.test(nameOf(parent['callee'])),
  )
}

/** Not what something is compared with. */
const isShown = (parents: readonly Node[]): boolean => parents.at(-1)?.type !== 'BinaryExpression'

/** In braces between tags, as it is or as one of several. */
function stands(parents: readonly Node[]): boolean {
  const around = parents.findLastIndex(({ type }) => !CHOICE.test(type))
  return (
    parents[around]?.type === 'JSXExpressionContainer' &&
    /^JSX(?:Element|Fragment)$/.test(parents[around - 1]?.type ?? '')
  )
}

function nameOf(callee: unknown): string {
  if (!isObject(callee) || !isNode(callee)) return ''
  const { name, property, object } = callee
  if (typeof name === 'string') return name
  // `log.warn` by its last name; a pattern of zod by its first.
  return nameOf(object) === 'z' ? 'z' : nameOf(property)
}

type Visit = (node: Node, parents: readonly Node[]) => void

function walk(value: unknown, parents: readonly Node[], visit: Visit): void {
  if (!isObject(value)) return
  const own = !Array.isArray(value) && isNode(value) ? value : null
  if (own) visit(own, parents)
  const inside = own ? [...parents, own] : parents
  for (const each of Object.values(value)) walk(each, inside, visit)
}

/** A language is chosen in one place: another one would otherwise have to be added in many. */
function languageChoices(): string[] {
  return sourceFiles(['client/src/**/*.{ts,tsx}'])
    .filter(({ path }) => !/^client\/src\/messages\/|\.test\./.test(path))
    .filter(({ text }) => text.includes('/^de'))
    .map(({ path }) => `${path} chooses a language by itself; Text.say does`)
}

/** How many forms there are, and for which numbers, is for `Intl` to know. */
function ownPlurals(): string[] {
  return sourceFiles(['client/src/**/messages/*.ts', 'server/src/**/texts*.ts', 'server/src/**/texts/*.ts'])
    .filter(({ path, text }) => !path.includes('.test.') && /[!=]== 1\b/.test(text))
    .map(({ path }) => `${path} asks whether something is 1; Format.plural does`)
}
