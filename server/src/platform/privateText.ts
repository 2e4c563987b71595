import { Hidden } from './secret.ts'

/** What people write to each other. It is passed on and stored; a log doesn't even take its type. */
export class PrivateText extends Hidden {
  constructor(text: string) {
    super(text, '[private]')
  }
}
