import type { SandboxUser } from '../../hostApi.ts'
import type { Crowd } from '../crowd.ts'
import type { DialogRequest } from './dialog.ts'
import { element } from './element.ts'
import { displayName } from './face.ts'

export interface Asks {
  ask<T>(request: DialogRequest<T>): Promise<T>
}

/** What this person may do on the server follows from their roles. */
export async function editRoles(where: Asks, user: SandboxUser, crowd: Crowd): Promise<void> {
  const { roles, rolesOf, ownerId } = crowd.state
  const held = rolesOf[user.name] ?? []
  const boxes = roles.map(({ id, name }) => ({
    id,
    box: element('input', { type: 'checkbox', checked: held.includes(id) }),
    name,
  }))
  const save = await where.ask({
    title: `Roles of ${displayName(user)}`,
    body: [
      ...(user.id === ownerId ? [element('p', {}, 'Owns the server, and so may do everything.')] : []),
      ...(rolesOf[user.name] === null
        ? [element('p', {}, 'Has left the server; roles bring them back.')]
        : []),
      element(
        'div',
        { class: 'role-list' },
        ...boxes.map(({ box, name }) => element('label', { class: 'role' }, box, element('bdi', {}, name))),
      ),
    ],
    choices: [
      { label: 'Save', value: true, primary: true },
      { label: 'Cancel', value: false },
    ],
    dismissed: false,
  })
  if (save)
    await crowd.client.setRoles(
      user.name,
      boxes.filter(({ box }) => box.checked).map(({ id }) => id),
    )
}
